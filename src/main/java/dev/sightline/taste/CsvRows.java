package dev.sightline.taste;

import java.util.ArrayList;
import java.util.List;

/// The rows of a CSV file (RFC 4180), each with the line that it begins on, so that people find what is wrong.
final class CsvRows {

    private static final char QUOTE = '"';

    private final String text;
    private final List<Row> rows = new ArrayList<>();
    private List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private int line = 1;
    private int begun = 1;

    private CsvRows(String text) {
        this.text = text;
    }

    /// @param line from 1
    record Row(int line, List<String> fields) {}

    /// All rows but empty ones. A quotation mark that is never closed takes the rest of the file into its field.
    static List<Row> of(String text) {
        var rows = new CsvRows(text.startsWith("\ufeff") ? text.substring(1) : text);
        rows.read();
        return rows.rows;
    }

    /// A field as it is written.
    static String quoted(String field) {
        return field.chars().anyMatch(each -> each == QUOTE || each == ',' || each == '\n' || each == '\r')
                ? QUOTE + field.replace("\"", "\"\"") + QUOTE
                : field;
    }

    private void read() {
        boolean inQuotes = false;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\n') {
                line++;
            }
            if (inQuotes && next == QUOTE && i + 1 < text.length() && text.charAt(i + 1) == QUOTE) {
                field.append(QUOTE);
                i++;
            } else if (next == QUOTE && (inQuotes || field.isEmpty())) {
                inQuotes = !inQuotes;
            } else if (inQuotes) {
                field.append(next);
            } else {
                outside(next);
            }
        }
        endRow();
    }

    private void outside(char next) {
        switch (next) {
            case ',' -> endField();
            case '\n' -> endRow();
            case '\r' -> {}
            default -> field.append(next);
        }
    }

    private void endField() {
        fields.add(field.toString());
        field.setLength(0);
    }

    private void endRow() {
        endField();
        if (fields.stream().anyMatch(each -> !each.isBlank())) {
            rows.add(new Row(begun, fields));
        }
        fields = new ArrayList<>();
        begun = line;
    }
}
