package dev.sightline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.Api.Evaluation;
import dev.sightline.cli.Api.EvaluationReport;
import dev.sightline.cli.Api.Interval;
import dev.sightline.cli.Api.Reliability;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// Evaluations of the same labels, a column for each.
record EvaluationOutput(List<Evaluation> evaluations, URI server) {

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(Map.of("evaluations", evaluations));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String words() {
        List<EvaluationReport> reports =
                evaluations.stream().map(Evaluation::report).toList();
        List<Evaluation> done = evaluations.stream().filter(Evaluation::isDone).toList();
        if (done.size() < evaluations.size()) {
            return "Not all evaluations were done; nothing to show.";
        }
        Table table = new Table(line("MEASURE", EvaluationOutput::heading));
        if (evaluations.stream().map(Evaluation::model).distinct().count() > 1) {
            table.row(line("model", Evaluation::model));
        }
        reports.getFirst()
                .measures()
                .keySet()
                .forEach(name -> table.row(
                        line(name, each -> interval(each.report().measures().get(name)))));
        table.row(line(
                "ms p50 / p90 / p99",
                each -> String.format(
                        Locale.ROOT,
                        "%.1f / %.1f / %.1f",
                        each.report().milliseconds().p50(),
                        each.report().milliseconds().p90(),
                        each.report().milliseconds().p99())));
        return Stream.of(
                        "%d queries with relevant images, %d without; 95%% confidence intervals in brackets."
                                .formatted(
                                        reports.getFirst().queries(),
                                        reports.getFirst().nothing().queries()),
                        table.toString(),
                        silence(),
                        scores(),
                        tuning(),
                        server + "/evaluations/" + evaluations.getFirst().id() + " shows each query.")
                .filter(part -> !part.isEmpty())
                .reduce((before, part) -> before + System.lineSeparator().repeat(2) + part)
                .orElseThrow();
    }

    /// `hybrid`, or `hybrid text` where it is not pixels that are searched.
    static String heading(Evaluation evaluation) {
        return evaluation.against().equals("image")
                ? evaluation.method()
                : evaluation.method() + " " + evaluation.against();
    }

    private String[] line(String name, Function<Evaluation, String> cell) {
        return Stream.concat(Stream.of(name), evaluations.stream().map(cell)).toArray(String[]::new);
    }

    private static String interval(Interval interval) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", interval.mean(), interval.low(), interval.high());
    }

    private String silence() {
        EvaluationReport report = evaluations.getFirst().report();
        return report.nothing().queries() == 0
                ? ""
                : "Of the %d queries without relevant images, %d show nothing."
                        .formatted(report.nothing().queries(), report.nothing().silent());
    }

    /// What scores mean: of the first method that has some.
    private String scores() {
        return evaluations.stream()
                .map(evaluation -> evaluation.report().reliability())
                .filter(Objects::nonNull)
                .findFirst()
                .map(EvaluationOutput::scores)
                .orElse("");
    }

    private static String scores(Reliability reliability) {
        Table table = new Table("SCORE", "RESULTS", "RELEVANT");
        reliability.bins().stream()
                .filter(bin -> bin.results() > 0)
                .forEach(bin -> table.row(
                        String.format(Locale.ROOT, "%.2f", bin.score() / bin.results()),
                        String.valueOf(bin.results()),
                        String.format(Locale.ROOT, "%.2f", (double) bin.relevant() / bin.results())));
        return table
                + System.lineSeparator()
                + String.format(Locale.ROOT, "Expected calibration error %.3f.", reliability.error());
    }

    private String tuning() {
        return evaluations.stream()
                .map(evaluation -> evaluation.report().tuning())
                .filter(Objects::nonNull)
                .findFirst()
                .map(tuning -> String.format(
                        Locale.ROOT,
                        "These queries choose words=%.2f midpoint=%.2f steepness=%.1f relevant=%.2f (sightline.search.*): "
                                + "cross-validated F1 %.3f, average precision %.3f.",
                        tuning.words(),
                        tuning.midpoint(),
                        tuning.steepness(),
                        tuning.relevant(),
                        tuning.f1(),
                        tuning.averagePrecision()))
                .orElse("");
    }
}
