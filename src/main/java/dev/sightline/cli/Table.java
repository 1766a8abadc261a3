package dev.sightline.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/// Lines whose cells stand below each other, the headings in bold where the terminal shows it.
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    /// @param cells as many as there are headings
    void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Output::plain).toList());
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> length(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> i == 0 ? bold(line(rows.get(i), widths)) : line(rows.get(i), widths))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> cells.get(i) + " ".repeat(widths[i] - length(cells.get(i))))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String bold(String text) {
        return Ansi.AUTO.text("@|bold " + text + "|@").toString();
    }
}
