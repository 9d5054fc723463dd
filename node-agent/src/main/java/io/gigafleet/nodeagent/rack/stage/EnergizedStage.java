package io.gigafleet.nodeagent.rack.stage;

import io.gigafleet.schemas.RackStage;
import java.util.List;

/**
 * Power and coolant for the first time: valves open, breakers close, power shelves and trays come
 * up, the rack idles. About 20 minutes: filling and venting, then the slow start of the shelves.
 * Power itself comes with the end of the isolation, in the same assignment.
 */
record EnergizedStage() implements Stage {

    @Override
    public RackStage name() {
        return RackStage.ENERGIZED;
    }

    @Override
    public long usualSeconds() {
        return 20 * 60;
    }

    @Override
    public List<Reading> readings(StageBench bench, double share) {
        return List.of(
                Reading.of("rackPower", bench.readings().rackWatts(), 0, "W"),
                Reading.of("flow", bench.readings().measuredFlowLitersPerMinute(), 1, "L/min"),
                Reading.of("supply", bench.readings().supplyCelsius(), 1, "°C"),
                Reading.of("pressure", bench.readings().pressurePascals() / 1_000, 1, "kPa"));
    }

    @Override
    public Finding look(StageBench bench, StageOrder order, double share) {
        return share < 1 ? Finding.NOTHING : Looks.flow(bench).orElse(Finding.PASSED);
    }
}
