package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The logs of a stack's processes. */
final class LogFiles {

    /** A log above this is put aside when a stack starts. */
    static final long BYTES_MAX = 16L * 1024 * 1024;

    private LogFiles() {}

    /**
     * Puts large logs aside, over the ones put aside before, so that logs don't fill the disk run
     * by run.
     */
    static void startAnew(StackLayout layout) throws IOException {
        for (Path log : of(layout)) {
            // The supervisor's own is short, and open by now.
            if (!log.equals(layout.log(StackFile.SUPERVISOR)) && Files.size(log) > BYTES_MAX) {
                Files.move(
                        log,
                        log.resolveSibling(log.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The current logs, by name. */
    static List<Path> of(StackLayout layout) throws IOException {
        if (!Files.isDirectory(layout.logs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(layout.logs())) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
    }
}
