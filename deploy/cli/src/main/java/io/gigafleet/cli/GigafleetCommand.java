package io.gigafleet.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The operator's command line. */
@Command(
        name = "gigafleet",
        synopsisSubcommandLabel = "COMMAND",
        description = "Operates a fleet of racks: what should be, what is, and why it is not.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong command line, 3 not found, 4 conflict,",
            "5 denied, 6 no answer in time, 11 accepted but not placed."
        })
public final class GigafleetCommand {

    /** Set by the launcher to the checkout it stands in. */
    private static final String CHECKOUT_PROPERTY = "gigafleet.checkout";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the local stack's data directory, if it is not the usual one")
    private String data = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            scope = ScopeType.INHERIT,
            description = "longest wait for one answer (default: 30s)")
    private Duration timeout = Duration.ofSeconds(30);

    private final Shell shell;

    GigafleetCommand(Shell shell) {
        this.shell = shell;
    }

    public static void main(String[] arguments) {
        // A request is never sent twice without being asked: a repeated POST may not be harmless.
        System.setProperty("sun.net.http.retryPost", "false");
        System.exit(run(Shell.ofProcess(System.getProperty(CHECKOUT_PROPERTY, "")), arguments));
    }

    /** Runs one command line and returns its exit code. */
    static int run(Shell shell, String... arguments) {
        int exitCode =
                CommandTree.of(new GigafleetCommand(shell))
                        .setOut(shell.out())
                        .setErr(shell.err())
                        .execute(arguments);
        shell.flush();
        return exitCode;
    }

    Shell shell() {
        return shell;
    }

    /** The fleet on this machine. */
    LocalStack localStack() {
        return LocalStack.find(shell, data);
    }

    LoopbackClient loopback() {
        return new LoopbackClient(timeout);
    }

    /**
     * An order to break something of the fleet on this machine.
     *
     * @param what rack, loop or domain
     */
    FaultOrder fault(String what, String name) {
        return new FaultOrder(shell, loopback(), what, name);
    }

    /** The control plane, found but not yet asked. */
    PlaneClient plane() {
        return new PlaneClient(Connection.find(shell, data), timeout);
    }
}
