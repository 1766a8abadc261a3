package dev.sightline.cli;

import dev.sightline.cli.Api.AskedQuery;
import dev.sightline.cli.Api.Relevant;
import dev.sightline.cli.CsvLabels.Label;
import dev.sightline.cli.EvaluateCommand.Labelled;
import dev.sightline.picture.MediaType;
import dev.sightline.picture.PictureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The pictures of a folder that labels name.
///
/// @param name of the set
record FileSet(String name, List<Label> labels, Path folder) {

    /// As much as tells what a file is.
    private static final int HEAD = 16 * 1024;

    Labelled labelled(Intake intake) {
        List<String> left = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        for (String image : images()) {
            Path file = folder.resolve(image);
            try {
                MediaType type = type(file);
                sources.add(new Source(image, () -> Upload.of(file, type)));
            } catch (IOException e) {
                left.add(image + ": " + Outcome.words(e));
            } catch (PictureException e) {
                left.add(image + ": " + e.getMessage());
            }
        }
        Report report = intake.into(name).run(sources);
        left.addAll(report.bad());
        Map<String, String> ids = new HashMap<>();
        report.files().stream()
                .filter(file -> file.image() != null && !file.isBad())
                .forEach(file -> ids.put(file.file(), file.image()));
        return new Labelled(name, queries(ids), left);
    }

    private List<String> images() {
        return labels.stream()
                .flatMap(label -> label.relevant().keySet().stream())
                .distinct()
                .toList();
    }

    private static MediaType type(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return MediaType.of(bytes.readNBytes(HEAD));
        }
    }

    /// A query none of whose pictures could be taken is left out: nobody knows what should be found for it.
    private List<AskedQuery> queries(Map<String, String> ids) {
        return labels.stream()
                .filter(label -> label.relevant().isEmpty()
                        || label.relevant().keySet().stream().anyMatch(ids::containsKey))
                .map(label -> new AskedQuery(label.query(), relevant(label, ids)))
                .toList();
    }

    private static List<Relevant> relevant(Label label, Map<String, String> ids) {
        return label.relevant().entrySet().stream()
                .filter(each -> ids.containsKey(each.getKey()))
                .map(each -> new Relevant(ids.get(each.getKey()), each.getValue()))
                .toList();
    }
}
