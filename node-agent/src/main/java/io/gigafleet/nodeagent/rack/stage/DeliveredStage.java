package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.nodeagent.rack.fault.RackFault;
import io.gigafleet.schemas.RackStage;
import java.util.List;
import java.util.Optional;

/**
 * The dock: a crew uncrates the rack, looks at its shock labels and scans its serial. About 20
 * minutes of two people with a scanner.
 */
record DeliveredStage() implements Stage {

    @Override
    public RackStage name() {
        return RackStage.DELIVERED;
    }

    @Override
    public long usualSeconds() {
        return 20 * 60;
    }

    @Override
    public Optional<String> waitsFor(StageBench bench) {
        return Optional.empty();
    }

    @Override
    public List<Reading> readings(StageBench bench, double share) {
        return List.of(new Reading("shockLabelsRed", 0, ""));
    }

    @Override
    public Finding look(StageBench bench, StageOrder order, double share) {
        if (share < 1) {
            return Finding.NOTHING;
        }
        return bench.has(RackFault.WRONG_RACK)
                ? new Finding.Failed(
                        StageFailure.WRONG_RACK,
                        "",
                        "the serial on the rack is not the one that was ordered. Look for the"
                                + " right rack on the dock, else correct the delivery")
                : Finding.PASSED;
    }
}
