package io.gigafleet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code run/stack.json} says of the fleet on this machine.
 *
 * @param data its data directory
 * @param file the stack file
 */
record LocalStack(Path data, Path file, JsonNode content) {

    private static final String AGENT_PREFIX = "agent-";
    private static final String PLANT = "plant";

    /** One process with a port of its own on the loopback interface. */
    record Process(String name, int port) {}

    /**
     * Finds the stack.
     *
     * @param dataOption the value of {@code --data}; empty: {@code .gigafleet} of the checkout
     */
    static LocalStack find(Shell shell, String dataOption) {
        Path data = dataDirectory(shell, dataOption);
        Path file = data.resolve("run").resolve("stack.json");
        return new LocalStack(data, file, read(file));
    }

    private static Path dataDirectory(Shell shell, String option) {
        if (!option.isEmpty()) {
            return shell.workingDirectory().resolve(option);
        }
        String home = shell.variable(Connection.HOME_VARIABLE);
        return shell.workingDirectory().resolve(home).resolve(".gigafleet");
    }

    private static JsonNode read(Path file) {
        try {
            return Json.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "no fleet is up here ("
                            + file
                            + " is not there); run './gigafleet up', or set "
                            + Connection.URL_VARIABLE
                            + " and "
                            + Connection.TOKEN_VARIABLE);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    file + " is damaged; run './gigafleet down' and './gigafleet up'");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "can't read " + file + ": " + e);
        }
    }

    /** The node agents that have opened their port. */
    List<Process> agents() {
        return processes().stream()
                .filter(process -> process.name().startsWith(AGENT_PREFIX))
                .toList();
    }

    /** The plant, if it has opened its port; else none. */
    List<Process> plant() {
        return processes().stream().filter(process -> process.name().equals(PLANT)).toList();
    }

    private List<Process> processes() {
        List<Process> processes = new ArrayList<>();
        for (JsonNode entry : content.path("processes")) {
            int port = entry.path("port").asInt();
            if (port > 0) {
                processes.add(new Process(entry.path("name").asText(), port));
            }
        }
        return processes;
    }
}
