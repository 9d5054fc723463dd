package io.gigafleet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a declared service back. */
@Command(name = "delete", description = "Deletes a service; its replicas finish what they serve.")
final class DeleteCommand implements Callable<Integer> {

    /** What can be deleted. */
    enum Kind {
        SERVICE
    }

    private final GigafleetCommand root;

    @Parameters(index = "0", paramLabel = "KIND", description = "service")
    private Kind kind = Kind.SERVICE;

    @Parameters(index = "1", paramLabel = "NAME", description = "its name")
    private String name = "";

    DeleteCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        switch (kind) {
            case SERVICE -> {
                root.plane().delete("/services/" + PlaneClient.segment(name));
                root.shell().out().println("service " + Values.clean(name) + " deleted");
            }
        }
        return ExitCode.OK.number();
    }
}
