package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.schemas.RackStage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class KinFailureTest {

    private static final RackIdentity IDENTITY = new RackIdentity("SN-1", 1, "d", "w44");

    private static Optional<String> found(Member.State state, Fault cause, OptionalLong resumedAt) {
        RepairTicket ticket =
                new RepairTicket(
                        "n/r1/1",
                        "r1",
                        "n",
                        RackStage.BURNED_IN,
                        cause.name(),
                        "",
                        "38 accelerators at 20% clock",
                        1_000,
                        OptionalLong.empty(),
                        "");
        return KinFailure.among(
                List.of(Member.waiting("n", "r1", 1).in(state)),
                rack -> Optional.of(ticket),
                rack -> IDENTITY,
                resumedAt);
    }

    @Test
    void oneRackThatFailsByItsFirmwareSpeaksForItsBatch() {
        assertThat(found(Member.State.QUARANTINED, Fault.FIRMWARE, OptionalLong.empty()))
                .contains(
                        "r1 failed by its firmware, and its kin of batch w44 would too:"
                                + " 38 accelerators at 20% clock");
    }

    @Test
    void otherFailuresSpeakForTheirRackOnly() {
        assertThat(found(Member.State.QUARANTINED, Fault.LEAK, OptionalLong.empty())).isEmpty();
    }

    @Test
    void whoeverResumedHasSeenIt() {
        assertThat(found(Member.State.QUARANTINED, Fault.FIRMWARE, OptionalLong.of(2_000)))
                .isEmpty();
    }

    @Test
    void aRackThatIsTestedAgainNoLongerCounts() {
        assertThat(found(Member.State.ACTIVE, Fault.FIRMWARE, OptionalLong.empty())).isEmpty();
    }
}
