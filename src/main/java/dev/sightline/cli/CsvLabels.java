package dev.sightline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Labels out of a CSV file. Its first line says which kind it is: `image,caption`, where each caption is a query for
/// its image, or `query,image,relevance`, with grades to 100; 0 and less is not relevant. Other columns are
/// passed over.
final class CsvLabels {

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int LARGEST_GRADE = 100;

    private final Path file;
    private final Map<String, Map<String, Integer>> queries = new LinkedHashMap<>();

    private CsvLabels(Path file) {
        this.file = file;
    }

    /// A query, and images by their names as the file has them: how well they answer it, 0 for not at all.
    record Label(String query, Map<String, Integer> grades) {}

    /// The file cannot be understood.
    static final class InvalidLabelsException extends IOException {

        InvalidLabelsException(String message) {
            super(message);
        }
    }

    /// @throws InvalidLabelsException if it is no such file; the message says where
    static List<Label> read(Path file) throws IOException {
        var labels = new CsvLabels(file);
        try (MappingIterator<String[]> rows = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(content(file))) {
            labels.readAll(rows);
        } catch (JsonProcessingException | RuntimeJsonMappingException e) {
            throw new InvalidLabelsException(file + " is no CSV file that can be read: " + e.getMessage());
        }
        return labels.queries.entrySet().stream()
                .map(query -> new Label(query.getKey(), query.getValue()))
                .toList();
    }

    /// Without the mark that spreadsheets put before it.
    private static String content(Path file) throws IOException {
        try {
            String content = Files.readString(file);
            return content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
        } catch (CharacterCodingException e) {
            throw new InvalidLabelsException(file + " is not written in UTF-8. Save it as CSV in UTF-8.");
        }
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
        if (queries.isEmpty()) {
            throw new InvalidLabelsException(file + " has no queries.");
        }
    }

    /// @param relevance -1 where there is none: all that is labelled is relevant
    private record Columns(int query, int image, int relevance) {

        /// @return null if they are of no known kind
        static Columns of(String[] names) {
            var known = Arrays.stream(names)
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
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
        var image = row[columns.image()].strip();
        if (image.isEmpty()) {
            throw new InvalidLabelsException("Row %d of %s has no image.".formatted(line, file));
        }
        int grade = columns.relevance() < 0 ? 1 : grade(row[columns.relevance()], line);
        queries.computeIfAbsent(query, _ -> new LinkedHashMap<>()).put(image, grade);
    }

    private int grade(String written, int line) throws InvalidLabelsException {
        try {
            int grade = Integer.parseInt(written.strip());
            if (grade <= LARGEST_GRADE) {
                return Math.max(0, grade);
            }
        } catch (NumberFormatException e) {
            // Said below, as for one that is too large.
        }
        throw new InvalidLabelsException("Row %d of %s: the relevance \"%s\" is no whole number of at most %d."
                .formatted(line, file, written, LARGEST_GRADE));
    }
}
