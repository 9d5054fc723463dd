package io.gigafleet.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a growing log, whole lines at a time. */
final class LogFollower {

    private static final int BYTES_AT_ONCE = 256 * 1024;

    private final Path log;
    private final String prefix;
    private long offset;

    LogFollower(Path log, long offset, String prefix) {
        this.log = log;
        this.offset = offset;
        this.prefix = prefix;
    }

    /** What was logged since the last call. A log that became shorter is read from its start. */
    List<String> newLines() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() < offset) {
                offset = 0;
            }
            byte[] bytes = new byte[(int) Math.min(BYTES_AT_ONCE, file.length() - offset)];
            file.seek(offset);
            file.readFully(bytes);
            int whole = lengthOfWholeLines(bytes);
            offset += whole;
            List<String> lines = new ArrayList<>();
            new String(bytes, 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> lines.add(prefix + line));
            return lines;
        }
    }

    private static int lengthOfWholeLines(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        // A single line longer than the buffer is passed on in pieces.
        return length == 0 && bytes.length == BYTES_AT_ONCE ? bytes.length : length;
    }
}
