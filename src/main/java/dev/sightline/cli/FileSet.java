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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The pictures of a folder that labels name.
///
/// @param name of the set
record FileSet(String name, List<Label> labels, Path folder) {

    /// As much as tells what a file is.
    private static final int HEAD = 16 * 1024;

    Labelled labelled(Intake intake) {
        List<String> left = new ArrayList<>();
        Map<String, String> hashes = new ConcurrentHashMap<>();
        List<Source> sources = new ArrayList<>();
        for (String image : images()) {
            Path file = folder.resolve(image);
            try {
                MediaType type = type(file);
                sources.add(new Source(image, () -> {
                    Upload upload = Upload.of(file, type);
                    hashes.put(image, upload.sha256());
                    return upload;
                }));
            } catch (IOException e) {
                left.add(image + ": " + Outcome.words(e));
            } catch (PictureException e) {
                left.add(image + ": " + e.getMessage());
            }
        }
        Report report = intake.into(name).run(sources);
        left.addAll(report.bad());
        return new Labelled(name, queries(ids(report, hashes)), left);
    }

    /// Images by the names of files. Of copies of a picture only one is sent, and stands for all.
    private static Map<String, String> ids(Report report, Map<String, String> hashes) {
        Map<String, String> known = new HashMap<>();
        report.files().stream()
                .filter(file -> file.image() != null && !file.isBad())
                .forEach(file -> known.put(hashes.get(file.file()), file.image()));
        Map<String, String> ids = new HashMap<>();
        hashes.forEach((name, hash) -> {
            if (known.containsKey(hash)) {
                ids.put(name, known.get(hash));
            }
        });
        return ids;
    }

    /// Those that are not relevant too: without them nothing wrong could be found.
    private List<String> images() {
        return labels.stream()
                .flatMap(label -> label.grades().keySet().stream())
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
                .filter(label -> label.grades().keySet().stream().anyMatch(ids::containsKey))
                .map(label -> new AskedQuery(label.query(), relevant(label, ids)))
                .toList();
    }

    /// Copies of a picture are one image, as relevant as the most relevant of them.
    private static List<Relevant> relevant(Label label, Map<String, String> ids) {
        Map<String, Integer> grades = new LinkedHashMap<>();
        label.grades().forEach((image, grade) -> {
            if (grade > 0 && ids.containsKey(image)) {
                grades.merge(ids.get(image), grade, Math::max);
            }
        });
        return grades.entrySet().stream()
                .map(grade -> new Relevant(grade.getKey(), grade.getValue()))
                .toList();
    }
}
