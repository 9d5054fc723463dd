package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.agent.FenceGate.Verdict;
import io.gigafleet.schemas.v1.Fence;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FenceGateTest {

    private static final Optional<String> FLEET = Optional.of(Orders.FLEET);

    private final FenceGate held = new FenceGate.Held(Orders.fence(2, 5, 10));

    @Test
    void newerAssignmentsAreAccepted() {
        assertThat(held.judge(Orders.fence(2, 5, 11), FLEET)).isEqualTo(new Verdict.Accept());
        assertThat(held.judge(Orders.fence(2, 6, 1), FLEET)).isEqualTo(new Verdict.Accept());
        assertThat(held.judge(Orders.fence(3, 1, 1), FLEET)).isEqualTo(new Verdict.Accept());
    }

    @Test
    void olderAssignmentsAreRefusedWithBothFences() {
        for (Fence older :
                new Fence[] {
                    Orders.fence(2, 5, 9), Orders.fence(2, 4, 99), Orders.fence(1, 99, 99)
                }) {
            assertThat(held.judge(older, FLEET))
                    .isInstanceOfSatisfying(
                            Verdict.Older.class,
                            verdict ->
                                    assertThat(verdict.reason())
                                            .contains(FenceOrder.text(older))
                                            .contains("2/5/10"));
        }
    }

    @Test
    void appliedAssignmentIsKnown() {
        assertThat(held.judge(Orders.fence(2, 5, 10), FLEET)).isEqualTo(new Verdict.Known());
    }

    @Test
    void lostAssignmentIsWelcomeAgainButNothingOlder() {
        FenceGate learned = new FenceGate.Learned(Orders.fence(2, 5, 10));

        assertThat(learned.judge(Orders.fence(2, 5, 10), FLEET)).isEqualTo(new Verdict.Accept());
        assertThat(learned.judge(Orders.fence(2, 5, 9), FLEET)).isInstanceOf(Verdict.Older.class);
    }

    @Test
    void otherFleetsAreForeignHoweverNewTheyAre() {
        Fence foreign = Orders.fence(9, 9, 9).toBuilder().setFleetId("other").build();

        assertThat(held.judge(foreign, FLEET))
                .isInstanceOfSatisfying(
                        Verdict.Foreign.class,
                        verdict ->
                                assertThat(verdict.reason())
                                        .contains("fleet other")
                                        .contains("fleet " + Orders.FLEET));
    }

    @Test
    void firstFleetIsAcceptedIfTheAgentHasNone() {
        assertThat(new FenceGate.Open().judge(Orders.fence(1, 1, 1), Optional.empty()))
                .isEqualTo(new Verdict.Accept());
        assertThat(new FenceGate.Open().judge(Fence.getDefaultInstance(), Optional.empty()))
                .isInstanceOf(Verdict.Foreign.class);
    }
}
