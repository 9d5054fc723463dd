package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The data directory of a local stack: {@code pg kafka agents plant logs run}.
 *
 * @param data absolute
 */
record StackLayout(Path data) {

    /** Below this PostgreSQL and Kafka would soon stop in the middle of a write. */
    static final long FREE_BYTES_MIN = 512L * 1024 * 1024;

    StackLayout {
        data = data.toAbsolutePath().normalize();
    }

    Path postgres() {
        return data.resolve("pg");
    }

    Path kafka() {
        return data.resolve("kafka");
    }

    /** State of one agent process. */
    Path agent(String agentId) {
        return data.resolve("agents").resolve(agentId);
    }

    /** State of the plant process. */
    Path plant() {
        return data.resolve("plant");
    }

    Path logs() {
        return data.resolve("logs");
    }

    /** The log of one process. */
    Path log(String processName) {
        return logs().resolve(processName + ".log");
    }

    Path run() {
        return data.resolve("run");
    }

    Path stackFile() {
        return run().resolve("stack.json");
    }

    Path tokenFile() {
        return run().resolve("admin.token");
    }

    /** A file in it asks the supervisor to restart the process it is named after. */
    Path requests() {
        return run().resolve("requests");
    }

    /** Exists once the fleet serves, for whoever follows the start. */
    Path readyFile() {
        return run().resolve("ready");
    }

    /** Held by a supervisor for as long as it lives. */
    Path lockFile() {
        return run().resolve("supervisor.lock");
    }

    /** The scenario as it was applied, which agents read too. */
    Path manifest() {
        return run().resolve("scenario.yaml");
    }

    /**
     * Makes the directories.
     *
     * @throws StackException if they can't be written, or their disk is nearly full
     */
    void prepare() {
        for (Path directory :
                List.of(data, postgres(), kafka(), data.resolve("agents"), logs(), run())) {
            makeWritable(directory);
        }
        requireSpace(usableBytes());
    }

    /** Refuses a disk that is nearly full. */
    void requireSpace(long usableBytes) {
        if (usableBytes < FREE_BYTES_MIN) {
            throw new StackException(
                    "the disk of "
                            + data
                            + " has "
                            + usableBytes / (1024 * 1024)
                            + " MB left and the stack needs "
                            + FREE_BYTES_MIN / (1024 * 1024)
                            + " MB: free some, or put the data elsewhere with --data DIR");
        }
    }

    private long usableBytes() {
        try {
            return Files.getFileStore(data).getUsableSpace();
        } catch (IOException e) {
            throw new StackException("cannot tell how full the disk of " + data + " is", e);
        }
    }

    private static void makeWritable(Path directory) {
        try {
            Files.createDirectories(directory);
            // Asking for permission is not enough: a read-only disk grants it.
            Path probe = Files.createTempFile(directory, "probe", "");
            Files.delete(probe);
        } catch (AccessDeniedException e) {
            throw new StackException(
                    directory
                            + " cannot be written by user "
                            + System.getProperty("user.name")
                            + ": change its owner, or choose another place with --data DIR",
                    e);
        } catch (FileAlreadyExistsException e) {
            throw new StackException(
                    directory + " is a file, not a directory: choose another place with --data DIR",
                    e);
        } catch (IOException e) {
            throw new StackException(
                    directory
                            + " cannot be written ("
                            + e.getMessage()
                            + "): choose another place with --data DIR",
                    e);
        }
    }
}
