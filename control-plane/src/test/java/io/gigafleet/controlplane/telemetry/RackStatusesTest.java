package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.telemetry.RackReport.ObservedFence;
import io.gigafleet.controlplane.telemetry.RackReport.ReportedReplica;
import io.gigafleet.controlplane.telemetry.RackReport.ReportedTrip;
import io.gigafleet.schemas.v1.Fence;
import io.gigafleet.schemas.v1.Isolation;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.ReplicaStatus;
import io.gigafleet.schemas.v1.Trip;
import io.gigafleet.schemas.v1.TripCause;
import java.util.List;
import org.junit.jupiter.api.Test;

class RackStatusesTest {

    private final RackStatuses statuses = new RackStatuses();

    @Test
    void reportSaysWhatTheRackApplied() {
        accept(
                status("r1", 3, 9)
                        .setObserved(
                                Fence.newBuilder()
                                        .setFleetId("f1")
                                        .setIncarnation(2)
                                        .setEpoch(5)
                                        .setGeneration(17))
                        .setRefusal("older than what is applied")
                        .addReplicas(
                                ReplicaStatus.newBuilder()
                                        .setReplicaId("chat-1")
                                        .setPhase(ReplicaPhase.REPLICA_PHASE_LOADING)
                                        .addAccelerators(0)
                                        .addAccelerators(1))
                        .setSafeCapWatts(90_000)
                        .setLiveCapWatts(80_000)
                        .setIsolation(Isolation.newBuilder().setElectric(true))
                        .setTrip(
                                Trip.newBuilder()
                                        .setTripId("t1")
                                        .setCause(TripCause.TRIP_CAUSE_THERMAL)
                                        .setTrippedAtEpochMs(START_MILLIS)
                                        .setDetail("die 93 °C")));

        RackReport report = statuses.report("r1").orElseThrow();
        assertThat(report.observed()).isEqualTo(new ObservedFence("f1", 2, 5, 17));
        assertThat(report.refusal()).isEqualTo("older than what is applied");
        assertThat(report.replica("chat-1"))
                .hasValueSatisfying(
                        replica ->
                                assertThat(replica)
                                        .extracting(
                                                ReportedReplica::phase,
                                                ReportedReplica::accelerators)
                                        .containsExactly(
                                                ReplicaPhase.REPLICA_PHASE_LOADING, List.of(0, 1)));
        assertThat(report.trip())
                .contains(
                        new ReportedTrip(
                                "t1", TripCause.TRIP_CAUSE_THERMAL, START_MILLIS, "die 93 °C"));
        assertThat(report.isolatedElectric()).isTrue();
        assertThat(report.isolatedLiquid()).isFalse();
        assertThat(report.agentId()).isEqualTo("agent-1");
    }

    @Test
    void olderReportIsDropped() {
        accept(status("r1", 2, 5).setRefusal("new"));
        accept(status("r1", 2, 4).setRefusal("old"));
        accept(status("r1", 1, 9).setRefusal("older start"));

        assertThat(statuses.report("r1").orElseThrow().refusal()).isEqualTo("new");
    }

    @Test
    void deletedReportIsForgotten() {
        accept(status("r1", 1, 1));

        statuses.accept(ArrivedRecord.of("r1", null, START_MILLIS, 0, 0));

        assertThat(statuses.reports()).isEmpty();
    }

    @Test
    void reportThatCannotBeReadIsRejected() {
        assertThat(statuses.accept(ArrivedRecord.of("r1", new byte[] {9, 9}, START_MILLIS, 0, 0)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.cause()).isEqualTo(RejectCause.UNREADABLE));
    }

    @Test
    void reportUnderAnotherKeyIsRejected() {
        assertThat(
                        statuses.accept(
                                ArrivedRecord.of(
                                        "r2",
                                        status("r1", 1, 1).build().toByteArray(),
                                        START_MILLIS,
                                        0,
                                        0)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.cause()).isEqualTo(RejectCause.WRONG_KEY));
        assertThat(statuses.reports()).isEmpty();
    }

    @Test
    void racksBeyondTheLimitAreRejectedAndKnownOnesGoOn() {
        for (int rack = 0; rack < RackStatuses.MAX_RACKS; rack++) {
            accept(status("r" + rack, 1, 1));
        }

        assertThat(accept(status("one-more", 1, 1)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.cause())
                                        .isEqualTo(RejectCause.TOO_MANY_SOURCES));
        assertThat(accept(status("r7", 1, 2))).isEqualTo(Receipt.Taken.TAKEN);
    }

    private Receipt accept(RackStatus.Builder status) {
        return statuses.accept(
                ArrivedRecord.of(
                        status.getRackId(), status.build().toByteArray(), START_MILLIS, 0, 0));
    }
}
