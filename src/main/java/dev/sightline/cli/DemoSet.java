package dev.sightline.cli;

import dev.sightline.cli.Api.AskedQuery;
import dev.sightline.cli.Api.Relevant;
import dev.sightline.cli.EvaluateCommand.Labelled;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.demo.labels.DemoQueries;
import dev.sightline.demo.labels.DemoQueries.Kind;
import dev.sightline.demo.labels.DemoWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A set of drawn pictures, each with words about it that nobody can see in it.
record DemoSet(long seed, int count) {

    private String name() {
        return "demo %d (seed %d)".formatted(count, seed);
    }

    Labelled labelled(Kind kind, Intake intake) {
        Report report = intake.into(name())
                .run(IntStream.range(0, count).mapToObj(this::source).toList());
        Map<String, String> images = new HashMap<>();
        report.files().stream()
                .filter(file -> file.image() != null)
                .forEach(file -> images.put(file.file(), file.image()));
        report.files().stream()
                .filter(file -> file.status() == Outcome.Status.ADDED)
                .forEach(file -> intake.api().describe(file.image(), words(file.file())));
        List<AskedQuery> queries = DemoQueries.of(kind, seed, count).stream()
                .map(query -> new AskedQuery(
                        query.text(),
                        query.relevant().stream()
                                .map(DemoSet::label)
                                .filter(images::containsKey)
                                .map(label -> new Relevant(images.get(label), 1))
                                .toList()))
                .toList();
        return new Labelled(name(), queries, report.bad());
    }

    private Source source(int index) {
        return new Source(label(index), () -> {
            DemoPicture picture = DemoCollection.picture(seed, index);
            return Upload.of(picture.name(), picture.mediaType(), picture.bytes());
        });
    }

    private static String label(int index) {
        return "demo-%04d".formatted(index + 1);
    }

    private Api.Words words(String label) {
        DemoWords words = DemoWords.of(seed, Integer.parseInt(label.substring(5)) - 1);
        return new Api.Words(words.title(), "Article " + words.code(), List.of(words.town()));
    }
}
