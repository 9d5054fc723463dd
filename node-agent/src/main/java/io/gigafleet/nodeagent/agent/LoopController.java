package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.plant.CoolantLoop;
import io.gigafleet.nodeagent.rack.RackReadings;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.schemas.v1.CduReading;
import io.gigafleet.schemas.v1.FacilityRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One coolant loop and its racks, stepped together. Only the simulation thread calls it. */
final class LoopController {

    private static final double STEP_SECONDS = RackSimulation.STEP_MILLIS / 1_000.0;

    private final CoolantLoop loop;
    private final List<RackController> racks;
    private final long bootId;
    private final double ratedCapacityWatts;
    private long mendInMillis = Long.MAX_VALUE;
    private long sequence;
    private long steps;

    LoopController(CoolantLoop loop, List<RackController> racks, long bootId) {
        this.loop = loop;
        this.racks = new ArrayList<>(racks);
        this.bootId = bootId;
        ratedCapacityWatts = loop.heatCapacityWatts();
    }

    List<RackController> racks() {
        return Collections.unmodifiableList(racks);
    }

    /** Steps it has made. */
    long steps() {
        return steps;
    }

    String name() {
        return loop.name();
    }

    /** Connects one more rack; the supply follows the most delicate of all. */
    void take(RackController rack) {
        double wanted = rack.simulation().sku().cooling().supplyCelsius();
        loop.designSupplyCelsius(
                racks.isEmpty() ? wanted : Math.min(wanted, loop.designSupplyCelsius()));
        racks.add(rack);
    }

    boolean hosts(String rackId) {
        return racks.stream().anyMatch(rack -> rack.rackId().equals(rackId));
    }

    /**
     * Makes something go wrong with its distribution unit, or ends all of it.
     *
     * @param millis how long it lasts, in simulated time; 0: until it is mended
     */
    void suffer(LoopTrouble trouble, long millis) {
        switch (trouble) {
            case LoopTrouble.Pumps pumps -> loop.pumpShare(pumps.share());
            case LoopTrouble.Capacity capacity ->
                    loop.heatCapacityWatts(ratedCapacityWatts * capacity.share());
            case LoopTrouble.Mended ignored -> mend();
        }
        mendInMillis = millis > 0 ? millis : Long.MAX_VALUE;
    }

    private void mend() {
        loop.pumpShare(1);
        loop.heatCapacityWatts(ratedCapacityWatts);
    }

    private void mendIfDue() {
        mendInMillis -= RackSimulation.STEP_MILLIS;
        if (mendInMillis <= 0) {
            mend();
            mendInMillis = Long.MAX_VALUE;
        }
    }

    void step(long epochMillis, long monotonicMillis) {
        mendIfDue();
        steps++;
        double heatWatts = 0;
        double litersPerMinute = 0;
        double returnFlow = 0;
        for (int i = 0; i < racks.size(); i++) {
            RackController rack = racks.get(i);
            rack.step(loop.supplyCelsius(), loop.pumpShare(), epochMillis, monotonicMillis);
            RackReadings readings = rack.simulation().readings();
            heatWatts += readings.heatToLoopWatts();
            litersPerMinute += readings.flowLitersPerMinute();
            returnFlow += readings.flowLitersPerMinute() * readings.returnCelsius();
        }
        loop.step(STEP_SECONDS, heatWatts, litersPerMinute, returnFlow / litersPerMinute);
    }

    String source() {
        return "loop/" + loop.name();
    }

    FacilityRecord reading(long epochMillis) {
        return FacilityRecord.newBuilder()
                .setSource(source())
                .setBootId(bootId)
                .setSequence(++sequence)
                .setSampledAtEpochMs(epochMillis)
                .setCdu(
                        CduReading.newBuilder()
                                .setLoop(loop.name())
                                .setSupplyMilliCelsius(milli(loop.supplyCelsius()))
                                .setReturnMilliCelsius(milli(loop.returnCelsius()))
                                .setFlowMillilitersPerMinute(milli(loop.flowLitersPerMinute()))
                                .setHeatWatts(Math.round(Math.max(0, loop.heatWatts())))
                                .setHeatCapacityWatts(Math.round(loop.heatCapacityWatts()))
                                .setPumpPermille(milli(loop.pumpShare())))
                .build();
    }

    private static int milli(double value) {
        return (int) Math.round(value * 1_000);
    }
}
