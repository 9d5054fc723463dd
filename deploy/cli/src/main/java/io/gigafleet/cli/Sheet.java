package io.gigafleet.cli;

import java.util.ArrayList;
import java.util.List;

/** One thing in full: a value per line behind its name, in sections. */
final class Sheet {

    private record Entry(String name, String value) {}

    private final List<Entry> entries = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** Adds a value; one that is absent is left out. */
    Sheet line(String name, String value) {
        if (!value.isBlank() && !value.startsWith(Values.ABSENT)) {
            entries.add(new Entry(name, Values.clean(value)));
        }
        return this;
    }

    /** Adds text of its own, such as a table, under a title; nothing if the text is empty. */
    Sheet section(String title, String body) {
        if (!body.isEmpty()) {
            align();
            text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
            body.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        }
        return this;
    }

    private void align() {
        int width = entries.stream().mapToInt(entry -> entry.name.length()).max().orElse(0);
        for (Entry entry : entries) {
            text.append(entry.name)
                    .append(" ".repeat(width - entry.name.length() + 2))
                    .append(entry.value)
                    .append('\n');
        }
        entries.clear();
    }

    @Override
    public String toString() {
        align();
        return text.toString();
    }
}
