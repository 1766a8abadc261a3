package dev.sightline.evaluation;

import dev.sightline.evaluation.Evaluation.State;
import dev.sightline.evaluation.EvaluationReport.Nothing;
import dev.sightline.index.Kind;
import dev.sightline.search.Method;
import dev.sightline.web.Address;
import dev.sightline.web.Phrases;
import java.time.Instant;
import java.util.Locale;

/// Evaluations as people speak of them.
final class EvaluationWords {

    private EvaluationWords() {}

    /// `the library · by pixels and words · Sightline demo model · 240 queries`
    static String facts(Evaluation evaluation) {
        return "%s · %s · %s · %s"
                .formatted(
                        evaluation.set() == null ? "the library" : "set “%s”".formatted(evaluation.set()),
                        method(evaluation.method()) + against(evaluation.against()),
                        evaluation.model(),
                        Phrases.count(evaluation.queries(), "query", "queries"));
    }

    static String method(Method method) {
        return switch (method) {
            case HYBRID -> "hybrid";
            case VECTOR -> "by pixels alone";
            case LEXICAL -> "by words alone";
            case RECIPROCAL_RANK -> "by reciprocal ranks";
        };
    }

    private static String against(String kind) {
        return switch (Kind.of(kind)) {
            case IMAGE -> "";
            case TEXT -> ", against words";
            case COMBINED -> ", against words and pixels together";
        };
    }

    static String when(Evaluation evaluation) {
        var at = evaluation.state() == State.RUNNING ? evaluation.createdAt() : evaluation.finishedAt();
        return Phrases.relative(at, Instant.now());
    }

    static String progress(Evaluation evaluation) {
        return String.format(
                Locale.ENGLISH,
                "%,d of %s asked",
                evaluation.done(),
                Phrases.count(evaluation.queries(), "query", "queries"));
    }

    static int percent(Evaluation evaluation) {
        return 100 * evaluation.done() / Math.max(1, evaluation.queries());
    }

    /// Of queries for which nothing is relevant; empty where there are none.
    static String silence(Nothing nothing) {
        return nothing.queries() == 0
                ? ""
                : "Nothing is relevant for %s; nothing is shown for %,d of these."
                        .formatted(Phrases.count(nothing.queries(), "query", "queries"), nothing.silent());
    }

    /// Where to search for the same; null for an evaluation that did not search the library.
    static String search(String text, Evaluation evaluation) {
        return evaluation.set() == null ? Address.to("/search").with("q", text).toString() : null;
    }

    static String facts(QueryResult result) {
        var shown = "%s of %s shown, among %s"
                .formatted(
                        result.shownRelevant(),
                        Phrases.count(result.relevant(), "relevant picture", "relevant pictures"),
                        Phrases.count(result.shown(), "result", "results"));
        return result.hasRelevant()
                ? "Average precision %s · F1 %s · %s"
                        .formatted(
                                Figure.number(result.measures().averagePrecision()), Figure.number(result.f1()), shown)
                : "Nothing is relevant · "
                        + (result.shown() == 0
                                ? "nothing shown"
                                : Phrases.count(result.shown(), "result", "results") + " shown");
    }
}
