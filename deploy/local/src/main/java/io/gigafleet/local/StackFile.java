package io.gigafleet.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What {@code run/stack.json} says of a running stack: where to reach it, and its processes in the
 * order of their start.
 *
 * @param url of the API and the console
 * @param tokenFile holds the administrator's token
 * @param kafka bootstrap servers
 * @param fleet the scenario and its size, for people
 * @param startedAt ISO instant
 * @param ready whether the first token was served
 */
record StackFile(
        String url,
        String tokenFile,
        String kafka,
        String jdbcUrl,
        String databaseUser,
        String databasePasswordFile,
        String fleet,
        String app,
        String startedAt,
        boolean ready,
        List<Entry> processes) {

    /** The supervisor's name among the processes. */
    static final String SUPERVISOR = "supervisor";

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    StackFile {
        processes = List.copyOf(processes);
    }

    /**
     * One process.
     *
     * @param startKey tells the process from a later one of the same number, see {@link
     *     ProcessIdentity}
     * @param startedAt ISO instant
     * @param port where it listens; 0 if nowhere
     * @param stopSignal asks it to end in order
     */
    record Entry(
            String name,
            long pid,
            String startKey,
            String startedAt,
            int port,
            String log,
            Signal stopSignal) {

        ProcessIdentity identity() {
            return new ProcessIdentity(pid, startKey);
        }

        boolean alive() {
            return identity().alive();
        }
    }

    /** The supervisor, if it still runs. */
    Optional<Entry> livingSupervisor() {
        return processes.stream()
                .filter(entry -> entry.name().equals(SUPERVISOR))
                .filter(Entry::alive)
                .findFirst();
    }

    /** Writes the file whole or not at all. */
    void write(Path file) {
        try {
            Path partial = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(partial, JSON.writeValueAsString(this) + "\n");
            Files.move(
                    partial,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads the file; empty if there is none.
     *
     * @throws StackException if it can't be read or is no stack file
     */
    static Optional<StackFile> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), StackFile.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new StackException(
                    file + " is not a stack file: " + e.getOriginalMessage() + "; delete it", e);
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
