package io.gigafleet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Breaks or mends a rack. */
@Command(
        name = "rack",
        description = {
            "Breaks or mends a rack.",
            "KIND is one of",
            "  leak      tray=N[,M] (default 0), kind=rack, or kind=dry",
            "  shelf     a power shelf is lost: the rack draws less",
            "  sensor    a reading is stuck, or a leak sensor has a fault",
            "  silent    seconds=N: its agent sends nothing",
            "  throttle  its clocks are held down",
            "  kill      an accelerator dies, and its replica with it",
            "  surge     seconds=N: it draws all it can",
            "  mend      all of it is over",
            "The agent that hosts the rack says which details it takes when one is wrong."
        },
        footer = {
            "",
            "  gigafleet fault rack r5 leak tray=3,4",
            "  gigafleet fault rack r5 silent seconds=60",
            "  gigafleet fault rack r5 mend"
        })
final class FaultRackCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    @Parameters(index = "0", paramLabel = "RACK", description = "name of the rack")
    private String rack = "";

    @Parameters(index = "1", paramLabel = "KIND", description = "what happens to it")
    private String kind = "";

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "NAME=VALUE",
            description = "details of the fault")
    private List<String> details = new ArrayList<>();

    FaultRackCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return root.fault("rack", rack)
                .post(
                        root.localStack().agents(),
                        "/faults/" + PlaneClient.segment(kind),
                        details,
                        kind.equals("mend") ? "mended" : kind);
    }
}
