package io.gigafleet.bench.placement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of comma-separated values without quotes: a header, then one line per entry. */
final class CsvFile {

    /** Most lines of one file: a hundred times a gigawatt. */
    static final int LINES_MAX = 6_000_000;

    private final String name;
    private final List<String> header;
    private final List<Line> lines;

    private CsvFile(String name, List<String> header, List<Line> lines) {
        this.name = name;
        this.header = header;
        this.lines = lines;
    }

    /**
     * Reads a file of a directory.
     *
     * @throws MalformedInstance if it is missing or empty, a needed column is missing, or a line
     *     has another number of fields than the header
     * @throws IOException if it cannot be read
     */
    static CsvFile read(Path directory, String name, List<String> needed) throws IOException {
        List<String> text;
        try {
            text = Files.readAllLines(directory.resolve(name), StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw new MalformedInstance(
                    name,
                    "there is no such file in " + directory + ". Name an instance's directory.");
        }
        if (text.isEmpty()) {
            throw new MalformedInstance(name, "it is empty. It needs a header: " + needed);
        }
        if (text.size() > LINES_MAX) {
            throw new MalformedInstance(
                    name, text.size() + " lines are more than " + LINES_MAX + ". Split it.");
        }
        List<String> header = fields(text.getFirst());
        for (String column : needed) {
            if (!header.contains(column)) {
                throw new MalformedInstance(
                        name,
                        1,
                        "column " + column + " is missing. The header needs " + needed + ".");
            }
        }
        CsvFile file = new CsvFile(name, header, new ArrayList<>());
        for (int at = 1; at < text.size(); at++) {
            if (!text.get(at).isBlank()) {
                file.lines.add(file.line(at + 1, text.get(at)));
            }
        }
        return file;
    }

    private Line line(int number, String text) {
        List<String> fields = fields(text);
        if (fields.size() != header.size()) {
            throw new MalformedInstance(
                    name,
                    number,
                    "%d fields, and the header has %d. Fill or remove what differs."
                            .formatted(fields.size(), header.size()));
        }
        return new Line(this, number, fields);
    }

    private static List<String> fields(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    List<Line> lines() {
        return lines;
    }

    boolean has(String column) {
        return header.contains(column);
    }

    List<String> header() {
        return header;
    }

    MalformedInstance malformed(String reason) {
        return new MalformedInstance(name, reason);
    }

    /** One entry. */
    record Line(CsvFile file, int number, List<String> fields) {

        String text(String column) {
            return fields.get(file.header.indexOf(column));
        }

        /** The field as a number of watts. */
        long watts(String column) {
            try {
                return Long.parseLong(text(column));
            } catch (NumberFormatException notANumber) {
                throw notWhole(column);
            }
        }

        int number(String column) {
            try {
                return Integer.parseInt(text(column));
            } catch (NumberFormatException notANumber) {
                throw notWhole(column);
            }
        }

        /** The field as a number that is not below a least one. */
        int atLeast(int least, String column, String advice) {
            int value = number(column);
            require(value >= least, column + " is " + value + ". " + advice);
            return value;
        }

        /** Complains unless something holds. */
        void require(boolean holds, String reason) {
            if (!holds) {
                throw malformed(reason);
            }
        }

        MalformedInstance malformed(String reason) {
            return new MalformedInstance(file.name, number, reason);
        }

        private MalformedInstance notWhole(String column) {
            return malformed(
                    "%s is '%s', not a whole number. Write digits only."
                            .formatted(column, text(column)));
        }
    }
}
