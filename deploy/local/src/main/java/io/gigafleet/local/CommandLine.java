package io.gigafleet.local;

/** What a process was started with. */
final class CommandLine {

    private CommandLine() {}

    /** Whether one word of the process's command line contains the text. */
    static boolean mentions(ProcessIdentity identity, String text) {
        return ProcessHandle.of(identity.pid())
                .map(handle -> handle.info().commandLine().orElse(""))
                .filter(line -> line.contains(text))
                .isPresent();
    }
}
