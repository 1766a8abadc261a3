package dev.sightline.evaluation;

import dev.sightline.evaluation.EvaluationPage.Bar;
import dev.sightline.evaluation.EvaluationPage.Diagram;
import dev.sightline.evaluation.EvaluationPage.Measured;
import dev.sightline.evaluation.EvaluationPage.Setting;
import dev.sightline.evaluation.EvaluationPage.Tuned;
import dev.sightline.evaluation.Reliability.Bin;
import dev.sightline.search.Method;
import dev.sightline.search.SearchConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reports as pages show them.
@ApplicationScoped
class ReportViews {

    private static final String PREFIX = "sightline.search.";
    private static final int SIDE = 200;
    private static final int FEW = 10;

    private final SearchConfig config;

    ReportViews(SearchConfig config) {
        this.config = config;
    }

    /// Those that mean something: without a cut-off, everything is shown.
    List<Measure> measures(Evaluation evaluation) {
        return Stream.of(Measure.OF_RANKING, cutOff(evaluation))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Measure> cutOff(Evaluation evaluation) {
        return evaluation.method() == Method.RECIPROCAL_RANK ? List.of() : Measure.OF_CUT_OFF;
    }

    /// @param evaluation a finished one
    Measured of(Evaluation evaluation) {
        var report = evaluation.report();
        var latency = report.milliseconds();
        return new Measured(
                Figure.of(Measure.OF_RANKING, report.measures()),
                Figure.of(cutOff(evaluation), report.measures()),
                EvaluationWords.silence(report.nothing()),
                Stream.of(latency.p50(), latency.p90(), latency.p99())
                        .map(milliseconds -> String.format(Locale.ENGLISH, "%,.1f ms", milliseconds))
                        .toList(),
                report.reliability() == null ? null : diagram(report.reliability()),
                report.tuning() == null ? null : tuned(report.tuning()));
    }

    private static Diagram diagram(Reliability reliability) {
        var bins = reliability.bins();
        return new Diagram(
                IntStream.range(0, bins.size())
                        .filter(i -> bins.get(i).results() > 0)
                        .mapToObj(i -> bar(i, bins.get(i), bins.size()))
                        .toList(),
                Figure.number(reliability.error()));
    }

    private static Bar bar(int place, Bin bin, int count) {
        double height = SIDE * bin.shareOfRelevant();
        return new Bar(
                "%s to %s".formatted(share(place, count), share(place + 1, count)),
                String.format(Locale.ENGLISH, "%,d", bin.results()),
                Figure.number(bin.meanScore()),
                Figure.number(bin.shareOfRelevant()),
                place * SIDE / count,
                units(SIDE - height),
                units(height),
                bin.results() < FEW);
    }

    private static String share(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f", (double) part / whole);
    }

    private static String units(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private Tuned tuned(Tuning tuning) {
        var settings = List.of(
                setting("words", config.words(), tuning.words()),
                setting("midpoint", config.midpoint(), tuning.midpoint()),
                setting("steepness", config.steepness(), tuning.steepness()),
                setting("relevant", config.relevant(), tuning.relevant()));
        return new Tuned(
                settings,
                settings.stream()
                        .map(setting -> PREFIX + setting.name() + "=" + setting.chosen())
                        .collect(Collectors.joining("\n")),
                "Chosen by four fifths of the queries and measured with the rest, in turn: F1 %s, average precision %s."
                        .formatted(Figure.number(tuning.f1()), Figure.number(tuning.averagePrecision())));
    }

    private static Setting setting(String name, double now, double chosen) {
        return new Setting(name, plain(now), plain(chosen));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
