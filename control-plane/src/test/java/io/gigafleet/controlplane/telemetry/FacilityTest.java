package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.canary;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.CduReading;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.MeterReading;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FacilityTest {

    private static final int PARTITIONS = 2;

    private final Facility facility = new Facility(PARTITIONS);

    @Test
    void newestReadingOfALoopIsKept() {
        accept(cdu(1, 2).setCdu(loop().setHeatWatts(500_000)));
        accept(cdu(1, 3).setCdu(loop().setHeatWatts(700_000)));
        accept(cdu(1, 1).setCdu(loop().setHeatWatts(100_000)));

        assertThat(facility.loop("l1").orElseThrow())
                .isEqualTo(
                        new LoopReading(
                                "l1",
                                new Stamp(1, 3, START_MILLIS),
                                40_000,
                                50_000,
                                1_800_000,
                                700_000,
                                1_350_000,
                                800));
        assertThat(facility.loops()).extracting(LoopReading::loop).containsExactly("l1");
    }

    @Test
    void meterSaysWhetherItsFeedIsThere() {
        accept(
                FacilityRecord.newBuilder()
                        .setSource("feed/pdu-1")
                        .setBootId(1)
                        .setSequence(1)
                        .setMeter(
                                MeterReading.newBuilder()
                                        .setDomain("pdu-1")
                                        .setWatts(0)
                                        .setFeedPresent(false)));

        assertThat(facility.domain("pdu-1").orElseThrow().feedPresent()).isFalse();
    }

    @Test
    void readingThatCannotBeIsRejected() {
        assertRejected(
                accept(cdu(1, 1).setCdu(loop().setSupplyMilliCelsius(10_000_000))),
                RejectCause.OUT_OF_RANGE);
        assertRejected(
                accept(cdu(1, 1).setCdu(loop().setPumpPermille(1_001))), RejectCause.OUT_OF_RANGE);
        assertThat(facility.loops()).isEmpty();
    }

    @Test
    void recordWithoutReadingIsRejected() {
        assertRejected(accept(cdu(1, 1)), RejectCause.UNREADABLE);
        assertRejected(
                facility.accept(ArrivedRecord.of("x", null, START_MILLIS, 0, 0)),
                RejectCause.UNREADABLE);
        assertRejected(
                facility.accept(ArrivedRecord.of("x", new byte[] {1}, START_MILLIS, 0, 0)),
                RejectCause.UNREADABLE);
    }

    @Test
    void pathClockNeedsACanaryThroughEveryPartition() {
        canaryThrough(0, START_MILLIS + 5_000);
        assertThat(facility.canaries().pathClockMillis()).isEmpty();

        canaryThrough(1, START_MILLIS + 3_000);
        assertThat(facility.canaries().pathClockMillis()).hasValue(START_MILLIS + 3_000);
    }

    @Test
    void pathClockStandsWhileOnePartitionIsSilent() {
        canaryThrough(0, START_MILLIS);
        canaryThrough(1, START_MILLIS);
        canaryThrough(0, START_MILLIS + 9_000);

        assertThat(facility.canaries().pathClockMillis()).hasValue(START_MILLIS);
    }

    @Test
    void canaryReadAgainDoesNotMoveThePathClockBack() {
        canaryThrough(0, START_MILLIS + 2_000);
        canaryThrough(1, START_MILLIS + 2_000);
        canaryThrough(1, START_MILLIS);

        assertThat(facility.canaries().pathClockMillis()).hasValue(START_MILLIS + 2_000);
        assertThat(facility.canaries().newestByHost())
                .isEqualTo(Map.of("agent-1", START_MILLIS + 2_000));
    }

    @Test
    void canaryThroughAPartitionOutsideTheCatalogueIsRejected() {
        assertRejected(canaryThrough(PARTITIONS, START_MILLIS), RejectCause.OUT_OF_RANGE);
    }

    private Receipt canaryThrough(int partition, long appendedAtMillis) {
        return facility.accept(
                ArrivedRecord.of(
                        "canary/agent-1",
                        canary("agent-1", 1, partition),
                        appendedAtMillis,
                        partition,
                        0));
    }

    private Receipt accept(FacilityRecord.Builder record) {
        return facility.accept(
                ArrivedRecord.of(
                        record.getSource(), record.build().toByteArray(), START_MILLIS, 0, 0));
    }

    private static FacilityRecord.Builder cdu(long bootId, long sequence) {
        return FacilityRecord.newBuilder()
                .setSource("loop/l1")
                .setBootId(bootId)
                .setSequence(sequence);
    }

    private static CduReading.Builder loop() {
        return CduReading.newBuilder()
                .setLoop("l1")
                .setSupplyMilliCelsius(40_000)
                .setReturnMilliCelsius(50_000)
                .setFlowMillilitersPerMinute(1_800_000)
                .setHeatWatts(700_000)
                .setHeatCapacityWatts(1_350_000)
                .setPumpPermille(800);
    }

    private static void assertRejected(Receipt receipt, RejectCause cause) {
        assertThat(receipt)
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.cause()).isEqualTo(cause));
    }
}
