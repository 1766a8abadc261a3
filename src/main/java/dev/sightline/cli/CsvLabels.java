package dev.sightline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Labels out of a CSV file. Its first line says which kind it is: `image,caption`, where each caption is a query for
// its
/// image, or `query,image,relevance`, with grades from 0 (or a negative number) for not relevant. Other columns are
/// passed over.
final class CsvLabels {

    private final Path file;
    private final Map<String, Map<String, Integer>> queries = new LinkedHashMap<>();

    private CsvLabels(Path file) {
        this.file = file;
    }

    /// A query, and the images that answer it by their names as the file has them, with grades from 1.
    record Label(String query, Map<String, Integer> relevant) {}

    /// The file cannot be understood.
    static final class InvalidLabelsException extends IOException {

        InvalidLabelsException(String message) {
            super(message);
        }
    }

    /// @throws InvalidLabelsException if it is no such file; the message says where
    static List<Label> read(Path file) throws IOException {
        var labels = new CsvLabels(file);
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                MappingIterator<String[]> rows = new CsvMapper()
                        .readerFor(String[].class)
                        .with(CsvParser.Feature.WRAP_AS_ARRAY)
                        .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                        .readValues(reader)) {
            labels.readAll(rows);
        } catch (JsonProcessingException | RuntimeJsonMappingException e) {
            throw new InvalidLabelsException(file + " is no CSV file that can be read: " + e.getMessage());
        }
        return labels.queries.entrySet().stream()
                .map(query -> new Label(query.getKey(), query.getValue()))
                .toList();
    }

    private void readAll(MappingIterator<String[]> rows) throws IOException {
        if (!rows.hasNextValue()) {
            throw new InvalidLabelsException(file + " is empty.");
        }
        var columns = Columns.of(rows.nextValue());
        if (columns == null) {
            throw new InvalidLabelsException(file
                    + " does not begin with the names of its columns: \"image,caption\" or \"query,image,relevance\".");
        }
        for (int line = 2; rows.hasNextValue(); line++) {
            add(columns, rows.nextValue(), line);
        }
    }

    /// @param relevance -1 where there is none: all that is labelled is relevant
    private record Columns(int query, int image, int relevance) {

        /// @return null if they are of no known kind
        static Columns of(String[] names) {
            var known = Arrays.stream(names)
                    .map(name -> name.replace("\ufeff", "").strip().toLowerCase(Locale.ROOT))
                    .toList();
            int query = known.contains("query") ? known.indexOf("query") : known.indexOf("caption");
            int relevance = known.indexOf("relevance");
            int image = known.indexOf("image");
            boolean complete = query >= 0 && image >= 0 && (relevance >= 0 || !known.contains("query"));
            return complete ? new Columns(query, image, relevance) : null;
        }
    }

    private void add(Columns columns, String[] row, int line) throws InvalidLabelsException {
        if (row.length <= Math.max(columns.query(), Math.max(columns.image(), columns.relevance()))) {
            throw new InvalidLabelsException("Row %d of %s has only %d columns.".formatted(line, file, row.length));
        }
        var query = row[columns.query()].strip();
        if (query.isEmpty()) {
            throw new InvalidLabelsException("Row %d of %s has no query.".formatted(line, file));
        }
        var relevant = queries.computeIfAbsent(query, _ -> new LinkedHashMap<>());
        int grade = columns.relevance() < 0 ? 1 : grade(row[columns.relevance()], line);
        if (grade > 0) {
            relevant.put(row[columns.image()].strip(), grade);
        }
    }

    private int grade(String written, int line) throws InvalidLabelsException {
        try {
            return Integer.parseInt(written.strip());
        } catch (NumberFormatException e) {
            throw new InvalidLabelsException(
                    "Row %d of %s: the relevance \"%s\" is no whole number.".formatted(line, file, written));
        }
    }
}
