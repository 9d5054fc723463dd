package io.gigafleet.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, read without reading the rest. */
final class LogTail {

    private static final int BYTES_MAX = 256 * 1024;

    private LogTail() {}

    /**
     * The last lines of a log.
     *
     * @param fromByte lines before this offset are not shown; they are an earlier run's
     * @param lines at most this many, and only from the last 256 KiB
     * @return oldest first; empty if there is no such file
     */
    static List<String> lastLines(Path log, long fromByte, int lines) {
        if (!Files.isReadable(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(Math.min(fromByte, file.length()), file.length() - BYTES_MAX);
            byte[] tail = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(tail);
            List<String> all = new String(tail, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(cannot read " + log + ": " + e.getMessage() + ")");
        }
    }
}
