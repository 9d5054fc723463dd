package io.gigafleet.nodeagent.rack.stage;

import java.util.List;
import java.util.Optional;

/**
 * A stage under way on one rack. Goes on where it stood: all it remembers is how much of its time
 * has passed.
 */
public final class StageRun {

    private final StageOrder order;
    private final double durationMillis;
    private double elapsedMillis;

    /**
     * @param elapsedMillis how much of it is done already, at speed 1
     */
    public StageRun(StageOrder order, long seed, String rackId, double elapsedMillis) {
        this.order = order;
        durationMillis = order.stage().durationMillis(order, seed, rackId);
        this.elapsedMillis = Math.clamp(elapsedMillis, 0, durationMillis);
    }

    public StageOrder order() {
        return order;
    }

    /** Time it takes at speed 1. */
    public double durationMillis() {
        return durationMillis;
    }

    /** Time it took so far at speed 1. */
    public double elapsedMillis() {
        return elapsedMillis;
    }

    /** How much of it is done, 0 to 1. */
    public double share() {
        return elapsedMillis / durationMillis;
    }

    /** What it waits for; empty: it can go on. */
    public Optional<String> waitsFor(StageBench bench) {
        return order.stage().waitsFor(bench);
    }

    /** Lets time pass for it. */
    public void advance(double millis) {
        elapsedMillis = Math.min(durationMillis, elapsedMillis + millis);
    }

    /** Puts the rack into the state the stage keeps it in. */
    public void act(StageBench bench) {
        bench.rack().defects(order.stage().defects(bench, share()));
        order.stage().act(bench, share());
    }

    public Finding look(StageBench bench) {
        return order.stage().look(bench, order, share());
    }

    public List<Reading> readings(StageBench bench) {
        return order.stage().readings(bench, share());
    }

    /** True if an accelerator died in it and stays dead. */
    public boolean killsAccelerator(StageBench bench) {
        return order.stage().killsAccelerator(bench, share());
    }

    public String firmwareAfter(StageBench bench, Finding finding) {
        return order.stage().firmwareAfter(bench, order, finding);
    }
}
