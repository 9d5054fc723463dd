package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.arrived;
import static io.gigafleet.controlplane.telemetry.SampleRecords.registryOf;
import static io.gigafleet.controlplane.telemetry.SampleRecords.replica;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaPhase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryReaderTest {

    private final TelemetryIngest ingest = new TelemetryIngest(1);

    @BeforeEach
    void racksAreKnown() {
        ingest.useRegistry(registryOf("r1", "r2"));
    }

    @Test
    void healthyRecordBecomesAReading() {
        RackTelemetry.Builder record =
                telemetry("r1", 7, 42)
                        .setAcceleratorWatts(2, 1_300)
                        .setAcceleratorDieDeciCelsiusMax(3, 861)
                        .setCapWatts(8_000)
                        .setPowerThrottleMs(250)
                        .setThermalThrottleMs(50)
                        .setLeak(LeakState.LEAK_STATE_TRAY)
                        .addLeakingTrays(11)
                        .addReplicas(replica("chat-1", 20));

        RackReading reading = accepted(read(record));

        assertThat(reading.rackId()).isEqualTo("r1");
        assertThat(reading.stamp()).isEqualTo(new Stamp(7, 42, START_MILLIS));
        assertThat(reading.power())
                .isEqualTo(new PowerReading(6_000, 6_500, 42 * 6_000, 8_000, 250, 50));
        assertThat(reading.coolant())
                .isEqualTo(new CoolantReading(40_000, 49_000, 49_500, 15_000, 0));
        assertThat(reading.accelerators())
                .isEqualTo(new AcceleratorReading(4, 4_000, 1_000, 861, 600, 700, 800, 0));
        assertThat(reading.leak()).isEqualTo(LeakState.LEAK_STATE_TRAY);
        assertThat(reading.leakingTrays()).containsExactly(11);
        assertThat(reading.replicas())
                .containsExactly(
                        new ReplicaReading(
                                "chat-1",
                                ReplicaPhase.REPLICA_PHASE_SERVING,
                                20,
                                2_000,
                                200,
                                3,
                                5,
                                0,
                                LatencyCounts.of(30, 20),
                                LatencyCounts.of(15, 20)));
    }

    @Test
    void bytesThatAreNoRecordAreUnreadable() {
        assertRejected(readBytes(new byte[] {1, 2, 3}), RejectCause.UNREADABLE, "RackTelemetry");
        assertRejected(readBytes(null), RejectCause.UNREADABLE, "no value");
    }

    @Test
    void hugeRecordIsRefusedUnread() {
        byte[] huge = new byte[TelemetryReader.MAX_RECORD_BYTES + 1];

        assertRejected(readBytes(huge), RejectCause.TOO_LARGE, "262145 bytes");
    }

    @Test
    void unknownRackIsNamed() {
        assertRejected(read(telemetry("r9", 1, 1)), RejectCause.UNKNOWN_RACK, "'r9'");
    }

    @Test
    void recordUnderAnotherKeyIsRefused() {
        Receipt outcome =
                ingest.onTelemetry(
                        arrived("r2", telemetry("r1", 1, 1).build().toByteArray(), START_MILLIS));

        assertRejected(outcome, RejectCause.WRONG_KEY, "'r1' under key 'r2'");
    }

    @Test
    void columnWithoutOneEntryPerAcceleratorIsRefused() {
        assertRejects(
                record -> record.addAcceleratorUtilizationPermille(5),
                RejectCause.WRONG_COLUMNS,
                "accelerator_utilization_permille has 5 entries");
        assertRejects(
                RackTelemetry.Builder::clearAcceleratorDieDeciCelsius,
                RejectCause.WRONG_COLUMNS,
                "accelerator_die_deci_celsius has 0 entries");
    }

    @Test
    void powerBeyondTwiceThePeakIsRefused() {
        assertRejects(
                record -> record.setRackWattsMax(20_001),
                RejectCause.OUT_OF_RANGE,
                "rack_watts_max 20001");
        assertRejects(
                record -> record.setAcceleratorWatts(0, 2_801),
                RejectCause.OUT_OF_RANGE,
                "accelerator_watts 2801");
        assertRejects(
                record -> record.setAcceleratorWatts(0, -1),
                RejectCause.OUT_OF_RANGE,
                "accelerator_watts 4294967295");
    }

    @Test
    void temperatureThatCannotBeIsRefused() {
        assertRejects(
                record -> record.setAcceleratorDieDeciCelsiusMax(1, 100_000),
                RejectCause.OUT_OF_RANGE,
                "accelerator_die_deci_celsius_max 100000");
        assertRejects(
                record -> record.setSupplyMilliCelsius(-20_001),
                RejectCause.OUT_OF_RANGE,
                "supply_milli_celsius -20001");
        assertRejects(
                record -> record.setReturnMilliCelsius(150_001),
                RejectCause.OUT_OF_RANGE,
                "return_milli_celsius 150001");
    }

    @Test
    void counterBeyondALongIsRefused() {
        assertRejects(
                record -> record.addReplicas(replica("chat-1", 1).setOutputTokens(-1)),
                RejectCause.OUT_OF_RANGE,
                "output_tokens 18446744073709551615");
        assertRejects(
                record -> record.setRackEnergyJoules(-1),
                RejectCause.OUT_OF_RANGE,
                "rack_energy_joules");
    }

    @Test
    void histogramOutsideTheBucketsIsRefused() {
        assertRejects(
                record ->
                        record.addReplicas(
                                replica("chat-1", 1)
                                        .setTimeToFirstToken(
                                                LatencyHistogram.newBuilder()
                                                        .setFirstBucket(75)
                                                        .addCounts(1)
                                                        .addCounts(1))),
                RejectCause.OUT_OF_RANGE,
                "time_to_first_token reaches bucket 76 of 76");
    }

    @Test
    void replicaWithoutIdAndMoreReplicasThanAcceleratorsAreRefused() {
        assertRejects(
                record -> record.addReplicas(replica("", 1)),
                RejectCause.OUT_OF_RANGE,
                "no replica_id");
        assertRejects(
                record -> {
                    for (int index = 0; index < 5; index++) {
                        record.addReplicas(replica("chat-" + index, 1));
                    }
                },
                RejectCause.OUT_OF_RANGE,
                "replicas 5");
    }

    @Test
    void recordFromTheFutureIsRefusedAndAnOldOneIsNot() {
        assertRejects(
                record -> record.setSampledAtEpochMs(START_MILLIS + 300_001),
                RejectCause.FROM_THE_FUTURE,
                "check the agent host's clock");

        accepted(read(telemetry("r1", 1, 1).setSampledAtEpochMs(START_MILLIS + 300_000)));
        accepted(read(telemetry("r1", 1, 1).setSampledAtEpochMs(0)));
    }

    @Test
    void readerGoesOnAfterABadRecord() {
        readBytes(new byte[] {10, 100, 1});
        read(telemetry("r1", 1, 1).addReplicas(replica("chat-1", 9).setInputTokens(-1)));

        RackReading reading = accepted(read(telemetry("r1", 1, 2)));

        assertThat(reading.replicas()).isEmpty();
        assertThat(reading.accelerators().count()).isEqualTo(SampleRecords.ACCELERATORS);
    }

    private void assertRejects(
            Consumer<RackTelemetry.Builder> change, RejectCause cause, String detail) {
        RackTelemetry.Builder record = telemetry("r1", 1, 1);
        change.accept(record);
        assertRejected(read(record), cause, detail);
    }

    private Receipt read(RackTelemetry.Builder record) {
        return ingest.onTelemetry(arrived(record, START_MILLIS));
    }

    private Receipt readBytes(byte @Nullable [] bytes) {
        return ingest.onTelemetry(arrived("r1", bytes, START_MILLIS));
    }

    private RackReading accepted(Receipt receipt) {
        assertThat(receipt).isEqualTo(Receipt.Taken.TAKEN);
        return ingest.fleet().rack("r1").orElseThrow().latest();
    }

    private static void assertRejected(Receipt outcome, RejectCause cause, String detail) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> {
                            assertThat(rejected.cause()).isEqualTo(cause);
                            assertThat(rejected.detail()).contains(detail);
                        });
    }
}
