package io.gigafleet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows under headers, in columns as wide as they must be; numbers stand on the right. Control
 * characters of values are replaced, since names and messages come from outside.
 */
final class Table<T> {

    private static final String GAP = "  ";

    private final List<Column<T>> columns = new ArrayList<>();

    private record Column<T>(String header, boolean number, Function<T, String> cell) {}

    /** Adds a column of words. */
    Table<T> words(String header, Function<T, String> cell) {
        columns.add(new Column<>(header, false, cell));
        return this;
    }

    /** Adds a column of numbers; the header holds their unit. */
    Table<T> numbers(String header, Function<T, String> cell) {
        columns.add(new Column<>(header, true, cell));
        return this;
    }

    /** The header and one line per row, each with a line end. */
    String of(Iterable<? extends T> rows) {
        return text(List.of(columns.stream().map(Column::header).toList()), rows);
    }

    /** One line per row, each with a line end. */
    String withoutHeader(Iterable<? extends T> rows) {
        return text(List.of(), rows);
    }

    private String text(List<List<String>> headers, Iterable<? extends T> rows) {
        List<List<String>> lines = new ArrayList<>(headers);
        for (T row : rows) {
            lines.add(
                    columns.stream().map(column -> Values.clean(column.cell.apply(row))).toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            text.append(padded(line, widths).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String padded(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - width(line.get(i)));
            text.append(i == 0 ? "" : GAP);
            text.append(columns.get(i).number ? padding + line.get(i) : line.get(i) + padding);
        }
        return text.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
