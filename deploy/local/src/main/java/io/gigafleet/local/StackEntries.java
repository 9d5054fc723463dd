package io.gigafleet.local;

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
                process.spec().port(),
                process.spec().log().toString(),
                process.spec().stopSignal());
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
