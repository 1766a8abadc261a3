package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.web.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A history as CSV: the columns that Amazon Personalize takes, and behind them what else there is to know.
///
///     USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP,EVENT_ID,SESSION_ID,QUERY,POSITION
///     1,01a1fd57-95d7-7800-8d47-9b7ef94d25e4,view,1795334565,0b0f6d59-…,5f1c7c1e,q=boat,3
///
/// The names of columns may be in any case and order. `TIMESTAMP` is in seconds since 1970, in UTC.
final class HistoryFile {

    static final String USER = "USER_ID";
    static final String ITEM = "ITEM_ID";
    static final String TYPE = "EVENT_TYPE";
    static final String AT = "TIMESTAMP";
    static final String ID = "EVENT_ID";
    static final String SESSION = "SESSION_ID";
    static final String QUERY = "QUERY";
    static final String POSITION = "POSITION";

    static final String HEADER = String.join(",", USER, ITEM, TYPE, AT, ID, SESSION, QUERY, POSITION) + "\n";

    private static final List<String> NEEDED = List.of(ITEM, TYPE, AT);

    private HistoryFile() {}

    /// A line of the file.
    ///
    /// @param number from 1, of where it begins
    /// @param values by the name of their column; what is empty is missing
    record Line(int number, Map<String, String> values) {

        String value(String column) {
            return values.get(column);
        }
    }

    /// @throws ProblemException 422 if the first line does not name the columns
    static List<Line> lines(String csv) {
        var rows = CsvRows.of(csv);
        var columns = rows.isEmpty()
                ? List.<String>of()
                : rows.getFirst().fields().stream()
                        .map(name -> name.strip().toUpperCase(Locale.ROOT))
                        .toList();
        if (!columns.containsAll(NEEDED)) {
            throw new ProblemException(
                    422,
                    "invalid-history",
                    "The first line of the file has to name its columns, %s among them."
                            .formatted(String.join(", ", NEEDED)));
        }
        return rows.stream().skip(1).map(row -> line(columns, row)).toList();
    }

    private static Line line(List<String> columns, CsvRows.Row row) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), row.fields().size()); i++) {
            var value = row.fields().get(i).strip();
            if (!value.isEmpty()) {
                values.put(columns.get(i), value);
            }
        }
        return new Line(row.line(), values);
    }

    static String line(Interaction interaction, Person person) {
        var fields = new ArrayList<Object>();
        fields.addAll(List.of(
                person.id(),
                interaction.image(),
                interaction.type().code(),
                interaction.at().getEpochSecond(),
                interaction.id()));
        Stream.of(interaction.session(), interaction.query(), interaction.position())
                .map(value -> Objects.requireNonNullElse(value, ""))
                .forEach(fields::add);
        return fields.stream()
                .map(field -> CsvRows.quoted(field.toString()))
                .collect(Collectors.joining(",", "", "\n"));
    }
}
