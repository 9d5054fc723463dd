package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.RackStage;
import org.junit.jupiter.api.Test;

class DrainingTest {

    private final StageStory rack = StageStory.of(RackStage.MAINTENANCE);

    @Test
    void rackIsDrainedWhenNoReplicaIsLeft() {
        assertThat(StageRules.asksTheAgent(RackStage.MAINTENANCE)).isFalse();
        assertThat(rack.judge()).isEqualTo(new Outcome.Advance("drained"));
    }

    @Test
    void rackStaysWhileReplicasAreHere() {
        assertThat(rack.replicas(3).judge()).isEqualTo(new Outcome.Stay("3 replicas still here"));
        assertThat(rack.replicas(1).judge()).isEqualTo(new Outcome.Stay("1 replica still here"));
    }
}
