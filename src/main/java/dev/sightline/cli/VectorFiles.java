package dev.sightline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The output of a batch job: a file for each picture, called as its object with `.out` behind it.
///
/// @param files in the order of their paths
/// @param other files of folders that are called otherwise
record VectorFiles(List<Found> files, int other) {

    private static final String SUFFIX = ".out";

    /// Many times what the longest vector takes.
    private static final int LARGEST = 1 << 20;

    private static final int LONGEST = 4096;

    /// A file that says NaN is told that it does, and not that it is no JSON.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// @param name below the folder that was named, without the suffix, with `/` between its parts
    record Found(Path path, String name) {

        /// The vector of the file, as it is there.
        ///
        /// @throws IOException with a reason that stands behind the name of the file, if there is none in it
        float[] values() throws IOException {
            if (Files.size(path) > LARGEST) {
                throw new IOException("is too large for a vector");
            }
            JsonNode vector = row(read());
            if (vector.isEmpty()) {
                throw new IOException("has no values");
            }
            if (vector.size() > LONGEST) {
                throw new IOException("has " + vector.size() + " values; a vector has " + LONGEST + " at most");
            }
            var values = new float[vector.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = vector.get(i).floatValue();
                if (!vector.get(i).isNumber() || !Float.isFinite(values[i])) {
                    throw new IOException("has a value that is no finite number: " + vector.get(i));
                }
            }
            return values;
        }

        private JsonNode read() throws IOException {
            try {
                return JSON.readTree(Files.readAllBytes(path));
            } catch (JsonProcessingException e) {
                throw new IOException("is no JSON: " + e.getOriginalMessage(), e);
            }
        }

        /// `[float, …]`, or the only row of `[[float, …]]`.
        private static JsonNode row(JsonNode content) throws IOException {
            boolean isTable =
                    content.isArray() && !content.isEmpty() && content.get(0).isArray();
            if (isTable && content.size() > 1) {
                throw new IOException("has " + content.size() + " vectors; a picture has one");
            }
            JsonNode row = isTable ? content.get(0) : content;
            if (!row.isArray()) {
                throw new IOException("has no vector: [[float, …]] is expected");
            }
            return row;
        }
    }

    /// @throws FileNotFoundException with a message for people, if one of the paths is not there
    static VectorFiles under(List<Path> paths) throws IOException {
        var files = new ArrayList<Found>();
        int other = 0;
        for (Path path : paths) {
            if (Files.isRegularFile(path)) {
                files.add(new Found(path, name(path.getFileName())));
            } else if (Files.isDirectory(path)) {
                List<Path> below = below(path);
                below.stream()
                        .filter(VectorFiles::isOutput)
                        .map(file -> new Found(file, name(path.relativize(file))))
                        .forEach(files::add);
                other += (int) below.stream().filter(file -> !isOutput(file)).count();
            } else {
                throw new FileNotFoundException(path + " does not exist.");
            }
        }
        return new VectorFiles(files, other);
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isOutput(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    private static String name(Path path) {
        String name = String.join(
                "/",
                StreamSupport.stream(path.spliterator(), false)
                        .map(Path::toString)
                        .toList());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
