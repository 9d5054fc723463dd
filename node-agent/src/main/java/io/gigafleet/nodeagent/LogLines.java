package io.gigafleet.nodeagent;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Logs to standard error, one line per record, as {@code key=value} text or as JSON. */
final class LogLines {

    /** How a line is written. */
    enum Format {
        TEXT,
        JSON
    }

    // Kept here, since java.util.logging forgets loggers nobody holds.
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private LogLines() {}

    static void install(Format format) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(formatter(format));
        root.addHandler(console);
        // The client warns of every retry, per partition and once a second; the agent says once
        // that brokers
        // don't answer, and once that they do again.
        KAFKA.setLevel(Level.SEVERE);
    }

    static Formatter formatter(Format format) {
        return switch (format) {
            case TEXT -> new TextLine();
            case JSON -> new JsonLine();
        };
    }

    private static String level(LogRecord record) {
        int level = record.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level >= Level.WARNING.intValue()) {
            return "WARN";
        }
        return level >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static String source(LogRecord record) {
        String name = String.valueOf(record.getLoggerName());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** {@code 2026-01-01T00:00:00.000Z INFO AgentHost message key=value}. */
    private static final class TextLine extends Formatter {
        @Override
        public String format(LogRecord record) {
            String line =
                    Instant.ofEpochMilli(record.getMillis())
                            + " "
                            + level(record)
                            + " "
                            + source(record)
                            + " "
                            + formatMessage(record).replace("\n", " ")
                            + "\n";
            return record.getThrown() == null ? line : line + trace(record.getThrown());
        }
    }

    /** One JSON object with time, level, source, message and, if there is one, the stack trace. */
    private static final class JsonLine extends Formatter {
        @Override
        public String format(LogRecord record) {
            StringBuilder line = new StringBuilder(256);
            line.append("{\"time\":\"")
                    .append(Instant.ofEpochMilli(record.getMillis()))
                    .append("\",\"level\":\"")
                    .append(level(record))
                    .append("\",\"source\":\"")
                    .append(source(record))
                    .append("\",\"message\":");
            quote(formatMessage(record), line);
            if (record.getThrown() != null) {
                line.append(",\"trace\":");
                quote(trace(record.getThrown()), line);
            }
            return line.append("}\n").toString();
        }

        private static void quote(String text, StringBuilder out) {
            out.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '"' -> out.append("\\\"");
                    case '\\' -> out.append("\\\\");
                    case '\n' -> out.append("\\n");
                    case '\t' -> out.append("\\t");
                    default -> {
                        if (c < ' ') {
                            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                        } else {
                            out.append(c);
                        }
                    }
                }
            }
            out.append('"');
        }
    }
}
