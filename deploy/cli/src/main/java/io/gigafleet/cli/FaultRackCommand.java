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
            "  leak      tray=N,M (default 0), kind=rack, kind=dry ends it, kind=sensor",
            "  shelf     share=0.5: power shelves fail, the others carry that share",
            "  sensor    of=die, flow, watts or leak: it is stuck",
            "  silent    seconds=60: its agent sends nothing",
            "  throttle  clock=0.5 accelerators=0-7,12, or flow=SHARE: a choked hose",
            "  kill      accelerator=0: it dies, and its replica with it",
            "  surge     use=1 seconds=30: it draws as much as at that use",
            "  pump, capacity  share=0.5: of its loop",
            "  mend      all of it is over, and that of its loop",
            "Where seconds=N is not said a fault lasts until mend.",
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
