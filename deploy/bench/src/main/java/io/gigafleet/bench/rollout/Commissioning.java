package io.gigafleet.bench.rollout;

import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.OrderedRollout.Orders;
import io.gigafleet.controlplane.rollout.OrderedRollout.RackOrder;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A whole site commissioned in simulated time, and what each decision of it took.
 *
 * @param racks of the site
 * @param inService racks that came into service
 * @param microsPerLoop what each round of the decider took, microseconds
 * @param mostAtOnce racks that were on their way at once
 * @param simulatedDays from the first dock scan to the last rack in service
 */
public record Commissioning(
        int racks,
        long inService,
        List<Double> microsPerLoop,
        int mostAtOnce,
        double simulatedDays) {

    private static final long STEP_MILLIS = 10 * 60_000;
    private static final long BURN_IN_MINUTES = 12 * 60;
    private static final int STEPS_MAX = 20_000;
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final long ROW_WATTS = 2_240_000;
    private static final long SITE_WATTS_PER_RACK = 140_000;

    public Commissioning {
        microsPerLoop = List.copyOf(microsPerLoop);
    }

    /**
     * Commissions a site.
     *
     * @param flawed share of racks with a fault, which end in quarantine
     * @throws IllegalStateException if the rollout does not end
     */
    public static Commissioning of(int racks, double flawed, long seed) {
        RolloutWorld world =
                new RolloutWorld(
                        SimulatedSite.of(racks, ROW_WATTS, SITE_WATTS_PER_RACK),
                        rollout(),
                        BURN_IN_MINUTES,
                        flawed,
                        seed);
        List<Double> micros = new ArrayList<>();
        int mostAtOnce = 0;
        long beganMillis = world.now();
        for (int step = 0; step < STEPS_MAX; step++) {
            operate(world);
            world.step(STEP_MILLIS, true);
            micros.add(world.decideNanos() / 1e3);
            mostAtOnce = Math.max(mostAtOnce, (int) count(world, Member.State.ACTIVE));
            if (world.state().map(state -> state.isFinished()).orElse(false)) {
                return new Commissioning(
                        racks,
                        count(world, Member.State.DONE),
                        micros,
                        mostAtOnce,
                        (world.now() - beganMillis) / MILLIS_PER_DAY);
            }
        }
        throw new IllegalStateException(
                "%d racks are not commissioned after %d steps: %s"
                        .formatted(racks, STEPS_MAX, world.state()));
    }

    /** An operator leaves racks out that nobody can judge, and resumes. */
    private static void operate(RolloutWorld world) {
        if (world.state().map(state -> !state.isPaused()).orElse(true)) {
            return;
        }
        Map<String, RackOrder> racks = new HashMap<>(world.rollout().racks());
        for (RackProgress rack : world.desk().memory().racks().values()) {
            if (rack.asked().map(asked -> asked.inconclusive()).orElse(false)) {
                racks.put(rack.rack(), new RackOrder(0, true, "nobody can judge it"));
            }
        }
        int resumes = world.state().map(RolloutState::resumesSeen).orElse(0) + 1;
        world.order(
                new OrderedRollout(
                        world.rollout().rollout(),
                        new Orders(false, resumes, 0, false, "seen to"),
                        racks));
    }

    private static long count(RolloutWorld world, Member.State wanted) {
        return world.members().values().stream().filter(member -> member.state() == wanted).count();
    }

    private static Rollout rollout() {
        return new Rollout(
                Metadata.named("site"),
                new Rollout.Spec(
                        Rollout.Kind.COMMISSION,
                        new Rollout.Racks(SimulatedSite.DELIVERY, List.of(), List.of(), List.of()),
                        "25.10.2",
                        16,
                        3,
                        Duration.ofHours(1),
                        new Rollout.Limits(8, 4),
                        20,
                        new Rollout.Failures(OptionalInt.empty(), OptionalDouble.of(0.5)),
                        "",
                        Rollout.Mode.AUTOMATIC,
                        1,
                        Map.of(
                                RackStage.BURNED_IN.name(),
                                new Rollout.StagePlan(
                                        Optional.of(Duration.ofMinutes(BURN_IN_MINUTES)),
                                        Optional.empty(),
                                        OptionalInt.empty()))));
    }
}
