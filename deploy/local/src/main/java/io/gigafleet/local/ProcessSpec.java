package io.gigafleet.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one process of the stack is started and stopped.
 *
 * @param name what people call it: postgres, kafka, control-plane, agent-l1
 * @param environment added to the supervisor's own
 * @param log its standard output and error, appended
 * @param port where it listens; 0 if nowhere
 * @param portFile where it writes the port it took itself
 * @param stopSignal asks it to end in order
 */
record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path log,
        int port,
        Optional<Path> portFile,
        Signal stopSignal) {

    ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("process " + name + " has no command");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " of " + name + " is no port");
        }
    }
}
