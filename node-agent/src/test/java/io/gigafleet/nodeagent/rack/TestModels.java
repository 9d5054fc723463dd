package io.gigafleet.nodeagent.rack;

import java.util.List;
import java.util.stream.IntStream;

/** Models and replicas tests serve. */
public final class TestModels {

    static final int STEPS_PER_SECOND = (int) (1_000 / RackSimulation.STEP_MILLIS);

    private TestModels() {}

    static ServedModel deepseek() {
        return new ServedModel("deepseek-v3.1", 671e9, 37e9, 1, 32_768, 70_272);
    }

    static ServedModel llama70b() {
        return new ServedModel("llama-3.3-70b", 70.6e9, 70.6e9, 1, 8_192, 327_680);
    }

    static List<Integer> slots(int from, int count) {
        return IntStream.range(from, from + count).boxed().toList();
    }

    static ReplicaPlan plan(String id, int firstSlot, int count) {
        return new ReplicaPlan(id, deepseek(), ReplicaRole.AGGREGATED, slots(firstSlot, count));
    }

    /** Nine replicas on all 72 accelerators, loaded. */
    static RackSimulation loadedRack(long seed) {
        RackSimulation rack = new RackSimulation(TestSkus.gb300(), seed);
        for (int i = 0; i < 9; i++) {
            rack.place(plan("replica-" + i, i * 8, 8));
        }
        run(rack, 8);
        return rack;
    }

    /** Runs for whole seconds on design supply at rated flow. */
    static void run(RackSimulation rack, int seconds) {
        for (int step = 0; step < seconds * STEPS_PER_SECOND; step++) {
            rack.step(rack.sku().cooling().supplyCelsius(), 1);
        }
    }

    /** Keeps every replica's queue at some length, so that it always has work. */
    static void topUp(RackSimulation rack, int queued, int input, int output) {
        for (ReplicaSimulation replica : rack.replicas()) {
            while (replica.queuedRequests() < queued) {
                replica.offer(rack.nowMillis(), input, output);
            }
        }
    }

    /** Tokens all replicas have generated. */
    static long outputTokens(RackSimulation rack) {
        return rack.replicas().stream().mapToLong(ReplicaSimulation::outputTokens).sum();
    }
}
