package dev.sightline.style;

import dev.sightline.style.Clusterings.Progress;
import dev.sightline.style.StylesPage.Curve;
import dev.sightline.style.StylesPage.Found;
import dev.sightline.style.StylesPage.Tried;
import dev.sightline.style.StylesPage.UnderWay;
import dev.sightline.web.Phrases;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// How styles are found, as pages say it.
final class ClusteringWords {

    /// Of the drawing of the curve.
    private static final int WIDTH = 320;

    private static final int HEIGHT = 120;

    private ClusteringWords() {}

    static UnderWay underWay(Progress progress) {
        var words =
                switch (progress.state()) {
                    case CHOOSING ->
                        "Looking how many styles there are: %d of %d numbers tried"
                                .formatted(progress.done(), progress.total());
                    case FITTING ->
                        "Finding %s: %d of %d starts"
                                .formatted(
                                        Phrases.count(progress.k(), "style", "styles"),
                                        progress.done(),
                                        progress.total());
                    case ASSIGNING, ACTIVE ->
                        "Giving pictures their style: %,d of %,d".formatted(progress.done(), progress.total());
                };
        return new UnderWay(
                words, progress.total() == 0 ? 0 : 100 * progress.done() / progress.total(), progress.failure());
    }

    static Found found(Clustering inUse, Drift drift, List<Candidate> tried, Instant now) {
        return new Found(
                Phrases.relative(inUse.activeAt(), now),
                inUse.reason(),
                drift(drift),
                drift.reason(),
                tried.isEmpty() ? null : curve(tried, inUse.k()));
    }

    private static String drift(Drift drift) {
        return drift.added() == 0
                ? "No picture came since."
                : "%s came since, on average %.2f from the centre of their style; when the styles were found it was %.2f."
                        .formatted(
                                Phrases.count(drift.added(), "picture", "pictures"),
                                drift.addedDistance(),
                                drift.distance());
    }

    /// Numbers are as far apart as their logarithms: from 2 to 4 styles is a longer way than from 50 to 52.
    private static Curve curve(List<Candidate> tried, int chosen) {
        return new Curve(
                line(tried, tried, Candidate::silhouette),
                line(tried, tried, Candidate::stability),
                tried.stream()
                        .map(candidate -> new Tried(
                                candidate.k(),
                                number(candidate.silhouette()),
                                number(candidate.stability()),
                                x(candidate, tried),
                                y(candidate.silhouette()),
                                candidate.k() == chosen))
                        .toList());
    }

    private static String line(List<Candidate> shown, List<Candidate> all, ToDoubleFunction<Candidate> value) {
        return shown.stream()
                .map(candidate -> x(candidate, all) + "," + y(value.applyAsDouble(candidate)))
                .collect(Collectors.joining(" "));
    }

    private static int x(Candidate candidate, List<Candidate> all) {
        double first = Math.log(all.getFirst().k());
        double last = Math.log(all.getLast().k());
        return last == first ? 0 : (int) Math.round(WIDTH * (Math.log(candidate.k()) - first) / (last - first));
    }

    private static int y(double value) {
        return (int) Math.round(HEIGHT * (1 - Math.clamp(value, 0, 1)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
