package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.schemas.RackStage;
import java.util.List;

/**
 * The last look at the idle rack: all accelerators and switch trays up, flow in range, cooled down
 * from the burn-in. About 20 minutes, most of them for cooling down.
 */
record AcceptedStage() implements Stage {

    @Override
    public RackStage name() {
        return RackStage.ACCEPTED;
    }

    @Override
    public long usualSeconds() {
        return 20 * 60;
    }

    @Override
    public List<Reading> readings(StageBench bench, double share) {
        return List.of(
                Reading.of("rackPower", bench.readings().rackWatts(), 0, "W"),
                Reading.of("hottestDie", Looks.hottestDieCelsius(bench), 1, "°C"),
                Reading.of("flow", bench.readings().measuredFlowLitersPerMinute(), 1, "L/min"),
                new Reading("switchTraysUp", bench.readings().switchTraysUp(), ""));
    }

    @Override
    public Finding look(StageBench bench, StageOrder order, double share) {
        if (share < 1) {
            return Finding.NOTHING;
        }
        return Looks.accelerators(bench)
                .or(() -> Looks.switchTrays(bench))
                .or(() -> Looks.flow(bench))
                .orElse(Finding.PASSED);
    }
}
