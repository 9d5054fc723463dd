package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.arrived;
import static io.gigafleet.controlplane.telemetry.SampleRecords.canary;
import static io.gigafleet.controlplane.telemetry.SampleRecords.registryOf;
import static io.gigafleet.controlplane.telemetry.SampleRecords.replica;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryIngestTest {

    private final TelemetryIngest ingest = new TelemetryIngest(1);

    @BeforeEach
    void twoRacksAreKnown() {
        ingest.useRegistry(registryOf("r1", "r2"));
        ingest.useServices(replicaId -> Optional.of("chat"));
    }

    @Test
    void acceptedRecordReachesStateAndRollups() {
        assertThat(send(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 10)), 0))
                .isEqualTo(Receipt.Taken.TAKEN);
        send(telemetry("r1", 1, 2).addReplicas(replica("chat-1", 15)), 1_000);

        assertThat(ingest.fleet().rack("r1").orElseThrow().latest().stamp().sequence())
                .isEqualTo(2);
        RollupRows rows = ingest.rollups().drainMinutesBefore(START_MILLIS / 1_000 + 60);
        assertThat(rows.racks()).extracting(RackRollup::samples).containsExactly(2);
        assertThat(rows.services()).extracting(ServiceRollup::requests).containsExactly(5L);
    }

    @Test
    void rejectedRecordIsCountedByCauseAndTheNextIsTaken() {
        assertThat(send(telemetry("r9", 1, 1), 0)).isInstanceOf(Rejected.class);
        assertThat(ingest.onTelemetry(arrived("r1", new byte[] {7}, START_MILLIS)))
                .isInstanceOf(Rejected.class);
        assertThat(ingest.onFacility(arrived("x", null, START_MILLIS)))
                .isInstanceOf(Rejected.class);
        assertThat(ingest.onStatus(arrived("r1", new byte[] {7}, START_MILLIS)))
                .isInstanceOf(Rejected.class);

        assertThat(send(telemetry("r1", 1, 1), 0)).isEqualTo(Receipt.Taken.TAKEN);
        assertThat(ingest.counts().rejected(RejectCause.UNKNOWN_RACK)).isEqualTo(1);
        assertThat(ingest.counts().rejected(RejectCause.UNREADABLE)).isEqualTo(3);
    }

    @Test
    void olderRecordIsTakenAndCountedAndLeftOutOfRollups() {
        send(telemetry("r1", 1, 2), 0);

        assertThat(send(telemetry("r1", 1, 1), 0)).isEqualTo(Receipt.Taken.TAKEN);
        assertThat(ingest.counts().older()).isEqualTo(1);
        assertThat(ingest.rollups().drainMinutesBefore(START_MILLIS / 1_000 + 60).racks())
                .extracting(RackRollup::samples)
                .containsExactly(1);
    }

    @Test
    void olderRecordSentAfterANewerOneIsAReplay() {
        send(telemetry("r1", 1, 2).setRackWatts(5_000), 0);

        Receipt receipt = send(telemetry("r1", 1, 1).setRackWatts(9_000), 3_600_000);

        assertThat(receipt)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> {
                            assertThat(rejected.cause()).isEqualTo(RejectCause.REPLAYED);
                            assertThat(rejected.detail()).contains("sequence 1 of start 1");
                        });
        assertThat(ingest.columns().drawWatts()[0]).isEqualTo(5_000);
        assertThat(ingest.columns().heardAtMillis()[0]).isEqualTo(START_MILLIS);
    }

    @Test
    void recordThatAnUrgentOneOvertookIsOlderAndNoReplay() {
        send(telemetry("r1", 1, 2).setSampledAtEpochMs(START_MILLIS), 0);

        assertThat(send(telemetry("r1", 1, 1).setSampledAtEpochMs(START_MILLIS - 100), 80))
                .isEqualTo(Receipt.Taken.TAKEN);
        assertThat(ingest.counts().older()).isEqualTo(1);
    }

    @Test
    void rackThatLeftTheSiteIsForgottenAndItsRecordsRejected() {
        send(telemetry("r1", 1, 1), 0);
        ingest.useRegistry(registryOf("r2"));

        assertThat(send(telemetry("r1", 1, 2), 0))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.cause()).isEqualTo(RejectCause.UNKNOWN_RACK));
        assertThat(ingest.fleet().rack("r1")).isEmpty();
    }

    @Test
    void signsSayWhatWasHeardOfEachRack() {
        send(telemetry("r1", 1, 1), 2_000);
        ingest.onStatus(
                arrived(
                        "r1",
                        SampleRecords.status("r1", 1, 1).build().toByteArray(),
                        START_MILLIS + 500));

        assertThat(ingest.rackSigns(List.of("r1", "r2")))
                .containsExactly(
                        new RackSigns(
                                "r1",
                                OptionalLong.of(START_MILLIS + 2_000),
                                OptionalLong.of(START_MILLIS + 500),
                                Optional.empty()),
                        new RackSigns(
                                "r2",
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                Optional.empty()));
    }

    @Test
    void pathSignsHoldCanariesAndReading() {
        assertThat(ingest.pathSigns()).isEqualTo(new PathSigns(OptionalLong.empty(), 0, 0));

        ingest.onFacility(arrived("canary/agent-1", canary("agent-1", 1, 0), START_MILLIS));
        ingest.onPolled(START_MILLIS + 50, Long.MAX_VALUE);

        assertThat(ingest.pathSigns())
                .isEqualTo(
                        new PathSigns(
                                OptionalLong.of(START_MILLIS), START_MILLIS + 50, Long.MAX_VALUE));
    }

    private Receipt send(RackTelemetry.Builder record, long afterMillis) {
        return ingest.onTelemetry(arrived(record, START_MILLIS + afterMillis));
    }
}
