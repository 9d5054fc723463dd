package io.gigafleet.local;

import java.util.ArrayList;
import java.util.List;

/** Lines up columns of text. Cells that all are numbers stand to the right. */
final class TextTable {

    private static final String GAP = "  ";

    private TextTable() {}

    /**
     * The table as lines, the head first.
     *
     * @param rows each as long as the head
     */
    static List<String> lines(List<String> head, List<List<String>> rows) {
        int[] widths = new int[head.size()];
        boolean[] numbers = new boolean[head.size()];
        for (int column = 0; column < head.size(); column++) {
            int at = column;
            widths[column] =
                    Math.max(
                            head.get(column).length(),
                            rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
            numbers[column] =
                    !rows.isEmpty() && rows.stream().allMatch(row -> isNumber(row.get(at)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(head, widths, numbers));
        rows.forEach(row -> lines.add(line(row, widths, numbers)));
        return lines;
    }

    private static String line(List<String> cells, int[] widths, boolean[] numbers) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(widths[column] - cells.get(column).length());
            line.append(column == 0 ? "" : GAP)
                    .append(numbers[column] ? padding : "")
                    .append(cells.get(column))
                    .append(numbers[column] ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    private static boolean isNumber(String cell) {
        return cell.isEmpty()
                || cell.equals("-")
                || cell.chars().allMatch(c -> Character.isDigit(c) || ".,%-+".indexOf(c) >= 0);
    }
}
