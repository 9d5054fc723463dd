package io.gigafleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Makes entries of the stack file from running processes. */
final class StackEntries {

    private StackEntries() {}

    static StackFile.Entry of(StackProcess process) {
        return new StackFile.Entry(
                process.name(),
                process.identity().pid(),
                process.identity().startKey(),
                process.startedAt().toString(),
                port(process.spec()),
                process.spec().log().toString(),
                process.spec().stopSignal());
    }

    /** The port it was given, or the one it took and wrote down; 0 until it has. */
    private static int port(ProcessSpec spec) {
        return spec.portFile().map(StackEntries::readPort).orElse(spec.port());
    }

    private static int readPort(Path file) {
        try {
            return Integer.parseInt(Files.readString(file).trim());
        } catch (IOException | NumberFormatException e) {
            // Not written yet, or being written.
            return 0;
        }
    }

    /** The supervisor, which is this process. */
    static StackFile.Entry self(Instant startedAt, StackLayout layout) {
        ProcessIdentity own =
                ProcessIdentity.of(ProcessHandle.current().pid())
                        .orElseThrow(() -> new IllegalStateException("this process is not alive"));
        return new StackFile.Entry(
                StackFile.SUPERVISOR,
                own.pid(),
                own.startKey(),
                startedAt.toString(),
                0,
                layout.log(StackFile.SUPERVISOR).toString(),
                Signal.TERM);
    }
}
