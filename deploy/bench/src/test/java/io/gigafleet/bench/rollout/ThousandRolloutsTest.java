package io.gigafleet.bench.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.OrderedRollout.Orders;
import io.gigafleet.controlplane.rollout.OrderedRollout.RackOrder;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.Rollout;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand rollouts with faults, crashes, silence and operators, all from a seed. To replay a
 * failure, put its seed into {@link #aSeedThatOnceFailed}.
 */
class ThousandRolloutsTest {

    private static final int ROLLOUTS = 1_000;
    private static final long STEP_MILLIS = 5 * 60_000;
    private static final int STEPS_MAX = 6_000;

    @Test
    void everyInvariantHoldsAfterEveryEvent() {
        Map<Phase, Integer> ends = new EnumMap<>(Phase.class);
        for (long seed = 1; seed <= ROLLOUTS; seed++) {
            ends.merge(rollOut(seed), 1, Integer::sum);
        }
        assertThat(ends.get(Phase.COMPLETED)).isGreaterThan(ROLLOUTS / 2);
        assertThat(ends.get(Phase.ABORTED)).isGreaterThan(0);
        assertThat(ends.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(ROLLOUTS);
    }

    @ParameterizedTest
    @ValueSource(longs = {203})
    void aSeedThatOnceFailed(long seed) {
        rollOut(seed);
    }

    private static Phase rollOut(long seed) {
        try {
            return new Story(seed).tell();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /** One rollout and what befalls it. */
    private static final class Story {

        private final SplittableRandom random;
        private final RolloutWorld world;
        private final RolloutInvariants invariants;
        private final Map<String, RackOrder> rackOrders = new HashMap<>();
        private Orders orders = Orders.NONE;

        Story(long seed) {
            random = new SplittableRandom(seed);
            int racks = random.nextInt(1, 49);
            long rowWatts = random.nextLong(500_000, 2_500_000);
            SimulatedSite site =
                    SimulatedSite.of(racks, rowWatts, random.nextLong(141_000, 200_000));
            double flawed = random.nextBoolean() ? 0.03 : random.nextDouble(0, 0.5);
            int burnInMinutes = random.nextInt(60, 600);
            world =
                    new RolloutWorld(
                            site, rollout(random, burnInMinutes), burnInMinutes, flawed, seed);
            invariants = new RolloutInvariants(world);
        }

        private static Rollout rollout(SplittableRandom random, int burnInMinutes) {
            return new Rollout(
                    Metadata.named("n"),
                    new Rollout.Spec(
                            Rollout.Kind.COMMISSION,
                            new Rollout.Racks(
                                    SimulatedSite.DELIVERY, List.of(), List.of(), List.of()),
                            "25.10.2",
                            random.nextInt(1, 9),
                            random.nextDouble(1, 4),
                            Duration.ofMinutes(random.nextInt(0, 300)),
                            new Rollout.Limits(random.nextInt(1, 17), random.nextInt(1, 9)),
                            random.nextDouble(0.14, 3),
                            new Rollout.Failures(
                                    OptionalInt.empty(),
                                    OptionalDouble.of(random.nextDouble(0, 0.5))),
                            "",
                            random.nextInt(4) == 0 ? Rollout.Mode.APPROVAL : Rollout.Mode.AUTOMATIC,
                            1,
                            Map.of(
                                    RackStage.BURNED_IN.name(),
                                    new Rollout.StagePlan(
                                            Optional.of(Duration.ofMinutes(burnInMinutes)),
                                            Optional.empty(),
                                            OptionalInt.empty()))));
        }

        Phase tell() {
            for (int step = 0; step < STEPS_MAX; step++) {
                befall();
                boolean commits = random.nextInt(50) != 0;
                RolloutDecision decision = world.step(STEP_MILLIS, commits);
                invariants.check(commits ? decision : RolloutDecision.NONE);
                Optional<RolloutState> state = world.state();
                if (state.isPresent() && state.get().isFinished()) {
                    settleDown();
                    assertThat(world.members().values())
                            .as("members of a finished rollout")
                            .allMatch(member -> member.state().isSettled());
                    return state.get().phase();
                }
            }
            throw new AssertionError(
                    "not finished after %d steps: %s; at work: %s"
                            .formatted(STEPS_MAX, world.state(), atWork()));
        }

        private List<RackProgress> atWork() {
            return world.members().values().stream()
                    .filter(member -> member.state() == Member.State.ACTIVE)
                    .map(member -> world.desk().memory().racks().get(member.rack()))
                    .toList();
        }

        /** A finished rollout asks nothing, and what it held is given back as it is proven off. */
        private void settleDown() {
            for (int step = 0; step < 20; step++) {
                invariants.check(world.step(STEP_MILLIS, true));
            }
        }

        private void befall() {
            if (random.nextInt(200) == 0) {
                world.crashPlane(random.nextLong(STEP_MILLIS, 20 * STEP_MILLIS));
            }
            if (random.nextInt(50) == 0) {
                String rack =
                        world.site()
                                .topology()
                                .rack(random.nextInt(world.site().topology().rackCount()))
                                .name();
                world.agent(rack)
                        .fallSilent(world.now() + random.nextLong(STEP_MILLIS, 10 * STEP_MILLIS));
            }
            world.state().ifPresent(this::operate);
            world.order(new OrderedRollout(world.rollout().rollout(), orders, rackOrders));
        }

        private void operate(RolloutState state) {
            if (random.nextInt(1_000) == 0) {
                orders = orders(true, orders.resumes(), orders.approvals(), false);
            }
            if (random.nextInt(4_000) == 0) {
                orders = orders(false, orders.resumes(), orders.approvals(), true);
            }
            if (random.nextInt(10) != 0) {
                return;
            }
            switch (state.phase()) {
                case PAUSED -> {
                    world.members().values().forEach(this::mend);
                    orders =
                            orders(
                                    false,
                                    state.resumesSeen() + 1,
                                    orders.approvals(),
                                    orders.aborted());
                }
                case AWAITING_APPROVAL ->
                        orders =
                                orders(
                                        orders.held(),
                                        orders.resumes(),
                                        state.approvalsSeen() + 1,
                                        orders.aborted());
                case RUNNING, SOAKING -> {
                    if (random.nextInt(20) == 0) {
                        world.members().values().forEach(this::mend);
                    }
                }
                case COMPLETED, ABORTED -> {}
            }
        }

        private static Orders orders(boolean held, int resumes, int approvals, boolean aborted) {
            return new Orders(held, resumes, approvals, aborted, "drawn by lot");
        }

        /** An operator has a failed rack repaired, or leaves it out. */
        private void mend(Member member) {
            boolean isUnclear =
                    Optional.ofNullable(world.desk().memory().racks().get(member.rack()))
                            .flatMap(rack -> rack.asked())
                            .map(asked -> asked.inconclusive())
                            .orElse(false);
            if (member.state() != Member.State.QUARANTINED && !isUnclear) {
                return;
            }
            boolean skips = random.nextInt(5) == 0;
            rackOrders.put(
                    member.rack(),
                    new RackOrder(member.retriesSeen() + (skips ? 0 : 1), skips, "drawn by lot"));
        }
    }
}
