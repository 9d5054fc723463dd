package io.gigafleet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes feeds of a power domain away or gives them back, and closes its breaker. */
@Command(
        name = "domain",
        description = {
            "Takes feeds of a power domain away, gives them back, or closes its breaker.",
            "feed takes lost=1 (default), lost=2 (it is dark) or lost=0 (all are back). A breaker"
                    + " that overload opened stays open until close."
        },
        footer = {
            "",
            "  gigafleet fault domain pdu-1 feed",
            "  gigafleet fault domain pdu-1 feed lost=0",
            "  gigafleet fault domain pdu-1 close"
        })
final class FaultDomainCommand implements Callable<Integer> {

    /** What is done to the domain. */
    enum Kind {
        FEED,
        CLOSE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final GigafleetCommand root;

    @Parameters(index = "0", paramLabel = "DOMAIN", description = "name of the power domain")
    private String domain = "";

    @Parameters(index = "1", paramLabel = "KIND", description = "feed or close")
    private Kind kind = Kind.FEED;

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "NAME=VALUE",
            description = "lost=0, 1 or 2")
    private List<String> details = new ArrayList<>();

    FaultDomainCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        List<LocalStack.Process> plant = root.localStack().plant();
        if (plant.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the plant is not up yet; see './gigafleet status', or './gigafleet restart"
                            + " plant'");
        }
        FaultOrder order = root.fault("domain", domain);
        return switch (kind) {
            case FEED -> order.post(plant, "/faults/feed", details, "feeds changed");
            case CLOSE -> order.post(plant, "/feeds/close", details, "breaker closed");
        };
    }
}
