package io.gigafleet.nodeagent.arrivals;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** The two published trace formats, told apart by their first line. */
enum TraceFormat {
    /** Azure/AzurePublicDataset, LLM inference traces. */
    AZURE("TIMESTAMP,ContextTokens,GeneratedTokens") {
        @Override
        double millis(String field) {
            try {
                LocalDateTime time = LocalDateTime.parse(field, AZURE_TIME);
                return Duration.between(AZURE_ZERO, time).toNanos() / 1e6;
            } catch (DateTimeParseException e) {
                throw new TraceLineException(
                        "'" + field + "' is not a time like 2023-11-16 18:15:46.6805900", e);
            }
        }
    },
    /** kvcache-ai/Mooncake, as CSV. */
    MOONCAKE("timestamp_ms,input_tokens,output_tokens") {
        @Override
        double millis(String field) {
            try {
                return Double.parseDouble(field);
            } catch (NumberFormatException e) {
                throw new TraceLineException("'" + field + "' is not a number of ms", e);
            }
        }
    };

    /** Times count from here; only their differences matter. */
    private static final LocalDateTime AZURE_ZERO = LocalDateTime.of(2020, 1, 1, 0, 0);

    private static final DateTimeFormatter AZURE_TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("yyyy-MM-dd HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(Locale.ROOT);

    private final String header;

    TraceFormat(String header) {
        this.header = header;
    }

    abstract double millis(String field);

    /** What is wrong with one line; the reader adds file and line number. */
    static final class TraceLineException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TraceLineException(String message) {
            super(message);
        }

        TraceLineException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads a whole trace.
     *
     * @param file the name to use in messages
     * @throws IllegalArgumentException naming file and line, if a line is not what it should be
     */
    static Trace read(String file, Iterator<String> lines) {
        if (!lines.hasNext()) {
            throw new IllegalArgumentException(
                    file + " is empty. A trace starts with the line '" + AZURE.header + "'");
        }
        TraceFormat format = ofHeader(file, lines.next().strip());
        double[] millis = new double[1_024];
        int[] input = new int[1_024];
        int[] output = new int[1_024];
        int size = 0;
        int lineNumber = 1;
        while (lines.hasNext()) {
            String line = lines.next();
            lineNumber++;
            if (line.isBlank()) {
                continue;
            }
            if (size == millis.length) {
                millis = Arrays.copyOf(millis, size * 2);
                input = Arrays.copyOf(input, size * 2);
                output = Arrays.copyOf(output, size * 2);
            }
            try {
                String[] fields = fieldsOf(line, size);
                millis[size] = format.millis(fields[0].strip());
                input[size] = tokens(fields[1], 1);
                output[size] = tokens(fields[2], 0);
                if (size > 0 && millis[size] < millis[size - 1]) {
                    throw new TraceLineException(
                            "it arrives before the line above it. Sort the trace by time");
                }
            } catch (TraceLineException e) {
                throw new IllegalArgumentException(
                        file + ", line " + lineNumber + ": " + e.getMessage(), e);
            }
            size++;
        }
        if (size == 0) {
            throw new IllegalArgumentException(file + " has a header but no requests");
        }
        double first = millis[0];
        double[] arrivals = Arrays.copyOf(millis, size);
        for (int i = 0; i < size; i++) {
            arrivals[i] -= first;
        }
        return new Trace(arrivals, Arrays.copyOf(input, size), Arrays.copyOf(output, size));
    }

    private static TraceFormat ofHeader(String file, String header) {
        for (TraceFormat format : values()) {
            if (format.header.equalsIgnoreCase(header)) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                file
                        + ", line 1: '"
                        + header
                        + "' is no known header. Expected '"
                        + AZURE.header
                        + "' (Azure) or '"
                        + MOONCAKE.header
                        + "' (Mooncake)");
    }

    private static String[] fieldsOf(String line, int size) {
        if (size == Trace.LIMIT) {
            throw new TraceLineException(
                    "a trace holds at most " + Trace.LIMIT + " requests. Cut it here");
        }
        String[] fields = line.split(",", -1);
        if (fields.length != 3) {
            throw new TraceLineException(
                    "it has " + fields.length + " fields, expected 3: '" + line + "'");
        }
        return fields;
    }

    private static int tokens(String field, int least) {
        String text = field.strip();
        try {
            int tokens = Integer.parseInt(text);
            if (tokens < least) {
                throw new TraceLineException("'" + text + "' tokens, expected at least " + least);
            }
            return Math.max(1, tokens);
        } catch (NumberFormatException e) {
            throw new TraceLineException("'" + text + "' is not a number of tokens", e);
        }
    }
}
