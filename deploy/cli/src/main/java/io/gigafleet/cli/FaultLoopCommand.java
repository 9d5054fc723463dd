package io.gigafleet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Degrades or mends a coolant loop. */
@Command(
        name = "loop",
        description = {
            "Degrades or mends a coolant loop.",
            "KIND is pump (share=0 to 1 of its flow), capacity (share=0 to 1 of the heat its CDU"
                    + " rejects), both with seconds=N if you like, or mend."
        },
        footer = {"", "  gigafleet fault loop l1 pump share=0.4"})
final class FaultLoopCommand implements Callable<Integer> {

    private final GigafleetCommand root;

    @Parameters(index = "0", paramLabel = "LOOP", description = "name of the coolant loop")
    private String loop = "";

    @Parameters(index = "1", paramLabel = "KIND", description = "pump, capacity or mend")
    private String kind = "";

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "NAME=VALUE",
            description = "details of the fault")
    private List<String> details = new ArrayList<>();

    FaultLoopCommand(GigafleetCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        return root.fault("loop", loop)
                .post(
                        root.localStack().agents(),
                        "/faults/" + PlaneClient.segment(kind),
                        details,
                        kind);
    }
}
