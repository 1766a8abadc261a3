package dev.sightline.evaluation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What an evaluation measured.
///
/// @param queries      for which something is relevant
/// @param measures     by name, means over these queries
/// @param nothing      of queries for which nothing is relevant
/// @param milliseconds that a search took
/// @param reliability  of the scores, or null where there are none
/// @param tuning       which settings these labels would choose, or null where nothing was compared
@RegisterForReflection
record EvaluationReport(
        int queries,
        Map<String, Interval> measures,
        Nothing nothing,
        Latency milliseconds,
        Reliability reliability,
        Tuning tuning) {

    /// @param queries for which nothing is relevant
    /// @param silent  for how many of them nothing is shown
    @RegisterForReflection
    record Nothing(int queries, int silent) {}

    @RegisterForReflection
    record Latency(double p50, double p90, double p99) {

        static Latency of(List<QueryResult> results) {
            var micros =
                    results.stream().mapToLong(QueryResult::micros).sorted().toArray();
            return new Latency(percentile(micros, 50), percentile(micros, 90), percentile(micros, 99));
        }

        /// The smallest value that so many percent do not exceed.
        private static double percentile(long[] sorted, int percent) {
            return sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)] / 1000.0;
        }
    }

    /// @param results one or more
    static EvaluationReport of(List<QueryResult> results, Tuning tuning) {
        var answerable = results.stream().filter(QueryResult::hasRelevant).toList();
        var unanswerable =
                results.stream().filter(result -> !result.hasRelevant()).toList();
        int silent = (int)
                unanswerable.stream().filter(result -> result.shown() == 0).count();
        return new EvaluationReport(
                answerable.size(),
                measures(answerable),
                new Nothing(unanswerable.size(), silent),
                Latency.of(results),
                Reliability.of(results),
                tuning);
    }

    private static Map<String, Interval> measures(List<QueryResult> results) {
        var measures = new LinkedHashMap<String, Interval>();
        if (!results.isEmpty()) {
            VALUES.forEach((name, value) -> measures.put(
                    name, Interval.of(results.stream().mapToDouble(value).toArray())));
        }
        return measures;
    }

    /// Of each query for which something is relevant.
    static final Map<String, ToDoubleFunction<QueryResult>> VALUES = values();

    private static Map<String, ToDoubleFunction<QueryResult>> values() {
        var values = new LinkedHashMap<String, ToDoubleFunction<QueryResult>>();
        values.put("recall@1", result -> result.measures().recallAt1());
        values.put("recall@5", result -> result.measures().recallAt5());
        values.put("recall@10", result -> result.measures().recallAt10());
        values.put("ndcg@10", result -> result.measures().ndcgAt10());
        values.put("mrr", result -> result.measures().reciprocalRank());
        values.put("map", result -> result.measures().averagePrecision());
        values.put("precision", QueryResult::precision);
        values.put("recall", QueryResult::recall);
        values.put("f1", QueryResult::f1);
        values.put("best-f1", QueryResult::bestF1);
        return values;
    }
}
