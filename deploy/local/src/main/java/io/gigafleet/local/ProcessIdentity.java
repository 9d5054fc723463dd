package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One operating-system process, told apart from any later one that gets the same number.
 *
 * @param pid process number
 * @param startKey what the system says about its start: boot and clock tick on Linux, which no
 *     change of the wall clock moves; the start instant elsewhere
 */
public record ProcessIdentity(long pid, String startKey) {

    private static final Path PROC = Path.of("/proc");
    private static final int START_TICKS_AFTER_COMMAND = 20;
    private static final int STATE_AFTER_COMMAND = 1;

    public ProcessIdentity {
        if (pid <= 0) {
            throw new IllegalArgumentException("pid " + pid + " is not positive");
        }
        if (startKey.isBlank()) {
            throw new IllegalArgumentException("startKey of pid " + pid + " is blank");
        }
    }

    /**
     * The process that has this number now; empty if none has, or only a dead one not yet
     * collected.
     */
    public static Optional<ProcessIdentity> of(long pid) {
        if (Files.isDirectory(PROC.resolve("self"))) {
            return linux(pid);
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(
                        handle ->
                                new ProcessIdentity(
                                        pid,
                                        "instant:"
                                                + handle.info()
                                                        .startInstant()
                                                        .orElse(Instant.EPOCH)
                                                        .toEpochMilli()));
    }

    /** Whether this very process still runs. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    private static Optional<ProcessIdentity> linux(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // "pid (command) state ...": the command may hold spaces and parentheses, so count from
            // its end.
            String[] fields = stat.substring(stat.lastIndexOf(')')).trim().split(" ", -1);
            if (fields[STATE_AFTER_COMMAND].equals("Z")
                    || fields[STATE_AFTER_COMMAND].equals("X")) {
                return Optional.empty();
            }
            String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).trim();
            return Optional.of(
                    new ProcessIdentity(
                            pid, "linux:" + boot + ":" + fields[START_TICKS_AFTER_COMMAND]));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // The process ended between opening and reading its file.
            return Optional.empty();
        }
    }
}
