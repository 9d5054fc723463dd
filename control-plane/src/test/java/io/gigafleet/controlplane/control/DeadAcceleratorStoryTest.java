package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.TestFleet;
import org.junit.jupiter.api.Test;

class DeadAcceleratorStoryTest {

    /** One rack of 72 accelerators, of which 64 are held. */
    private final CycleStory story =
            new CycleStory(new TestFleet().rows(1, 1))
                    .wanting(TestFleet.service("chat", 8, 8, 1))
                    .settle();

    private final Replica victim = story.replicas().getFirst();
    private final int dead = victim.accelerators().getFirst();

    @Test
    void replicaOnADeadAcceleratorIsReplacedOnLivingOnes() {
        story.kill(victim.rack(), dead).settle();

        assertThat(story.replicas())
                .hasSize(8)
                .allMatch(Replica::routed)
                .noneMatch(replica -> replica.accelerators().contains(dead));
    }

    @Test
    void replicaOnADeadAcceleratorIsTakenOffTheTrafficInTheSameCycle() {
        CycleOutcome outcome = story.kill(victim.rack(), dead).cycle();

        assertThat(outcome.changed())
                .filteredOn(replica -> replica.id().equals(victim.id()))
                .singleElement()
                .satisfies(
                        replica -> {
                            assertThat(replica.state()).isEqualTo(ReplicaState.DRAINING);
                            assertThat(replica.routed()).isFalse();
                            assertThat(replica.cause())
                                    .isEqualTo("an accelerator it holds is dead");
                        });
    }

    @Test
    void nothingIsPlacedOnADeadAcceleratorUntilItIsMended() {
        story.kill(victim.rack(), dead).settle();
        story.wanting(TestFleet.service("chat", 8, 9, 1)).settle();
        assertThat(story.replicasIn(ReplicaState.SERVING)).hasSize(8);

        story.mend().settle();
        assertThat(story.replicasIn(ReplicaState.SERVING)).hasSize(9);
    }
}
