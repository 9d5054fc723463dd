package io.gigafleet.controlplane.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import io.gigafleet.schemas.v1.LatencyHistogram;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.ReplicaPhase;
import io.gigafleet.schemas.v1.ReplicaTelemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hand-written decoder reads what the generated class reads. */
class RackTelemetryDecoderTest {

    private final RackTelemetryDecoder decoder = new RackTelemetryDecoder();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void readsWhatTheGeneratedClassReads(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            RackTelemetry record = randomRecord(random);

            decode(record.toByteArray());

            assertSameAs(record);
        }
    }

    @Test
    void skipsFieldsOfLaterVersions() throws Exception {
        UnknownFieldSet later =
                UnknownFieldSet.newBuilder()
                        .addField(
                                900,
                                UnknownFieldSet.Field.newBuilder()
                                        .addVarint(7)
                                        .addFixed64(8)
                                        .addLengthDelimited(ByteString.copyFromUtf8("later"))
                                        .build())
                        .build();
        RackTelemetry record =
                SampleRecords.telemetry("r1", 1, 2)
                        .addReplicas(SampleRecords.replica("chat-1", 5).setUnknownFields(later))
                        .setUnknownFields(later)
                        .build();

        decode(record.toByteArray());

        assertSameAs(record);
    }

    @Test
    void readsColumnsThatAreNotPacked() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (int watts : List.of(100, 300, 200)) {
            out.writeUInt32(RackTelemetry.ACCELERATOR_WATTS_FIELD_NUMBER, watts);
        }
        out.writeUInt32(RackTelemetry.LEAKING_TRAYS_FIELD_NUMBER, 17);
        out.flush();

        decode(bytes.toByteArray());

        assertThat(decoder.watts.count()).isEqualTo(3);
        assertThat(decoder.watts.sum()).isEqualTo(600);
        assertThat(decoder.watts.max()).isEqualTo(300);
        assertThat(decoder.leakingTrayList()).containsExactly(17);
    }

    @Test
    void enumOfALaterVersionIsUnspecified() throws Exception {
        RackTelemetry record =
                RackTelemetry.newBuilder()
                        .setLeakValue(99)
                        .addReplicas(ReplicaTelemetry.newBuilder().setPhaseValue(99))
                        .build();

        decode(record.toByteArray());

        assertThat(decoder.leak).isEqualTo(LeakState.LEAK_STATE_UNSPECIFIED);
        assertThat(decoder.replica(0).phase).isEqualTo(ReplicaPhase.REPLICA_PHASE_UNSPECIFIED);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 34, 55})
    void brokenBytesEndInOneOfTwoExceptions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = randomRecord(random).toByteArray();
            byte[] broken = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            for (int flip = 0; flip < 3 && broken.length > 0; flip++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }

            assertThat(decodesOrSaysWhyNot(broken)).as("seed %d round %d", seed, round).isTrue();
        }
    }

    @Test
    void columnLongerThanTheRecordIsRefused() {
        assertThatThrownBy(() -> decode(new byte[] {(10 << 3) | 2, 100, 1}))
                .isInstanceOf(IOException.class);
    }

    private void decode(byte[] bytes) throws IOException, UnfitRecordException {
        decoder.decode(bytes, 0, bytes.length);
    }

    private boolean decodesOrSaysWhyNot(byte[] bytes) {
        try {
            decode(bytes);
            return true;
        } catch (IOException | UnfitRecordException e) {
            return e.getMessage() != null;
        }
    }

    private void assertSameAs(RackTelemetry record) {
        assertThat(decoder.rackId()).isEqualTo(record.getRackId());
        assertThat(decoder.bootId).isEqualTo(record.getBootId());
        assertThat(decoder.sequence).isEqualTo(record.getSequence());
        assertThat(decoder.sampledAtMillis).isEqualTo(record.getSampledAtEpochMs());
        assertThat(decoder.intervalMillis).isEqualTo(record.getIntervalMs());
        assertSameColumn(decoder.watts, record.getAcceleratorWattsList());
        assertSameColumn(decoder.wattsMax, record.getAcceleratorWattsMaxList());
        assertSameColumn(decoder.dieDeciCelsius, record.getAcceleratorDieDeciCelsiusList());
        assertSameColumn(decoder.dieDeciCelsiusMax, record.getAcceleratorDieDeciCelsiusMaxList());
        assertSameColumn(decoder.memoryDeciCelsius, record.getAcceleratorMemoryDeciCelsiusList());
        assertSameColumn(
                decoder.utilizationPermille, record.getAcceleratorUtilizationPermilleList());
        assertThat(decoder.clockPermille.count())
                .isEqualTo(record.getAcceleratorClockPermilleCount());
        assertThat(decoder.memoryUsedMebibytes.count())
                .isEqualTo(record.getAcceleratorMemoryUsedMibCount());
        assertThat(decoder.alarms)
                .isEqualTo(
                        record.getAlarmsList().stream()
                                .mapToInt(RackColumns::bitOf)
                                .reduce(0, (one, other) -> one | other));
        assertThat(decoder.rackWatts).isEqualTo(record.getRackWatts());
        assertThat(decoder.rackWattsMax).isEqualTo(record.getRackWattsMax());
        assertThat(decoder.energyJoules).isEqualTo(record.getRackEnergyJoules());
        assertThat(decoder.supplyMilliCelsius).isEqualTo(record.getSupplyMilliCelsius());
        assertThat(decoder.returnMilliCelsius).isEqualTo(record.getReturnMilliCelsius());
        assertThat(decoder.returnMilliCelsiusMax).isEqualTo(record.getReturnMilliCelsiusMax());
        assertThat(decoder.flowMillilitersPerMinute)
                .isEqualTo(record.getFlowMillilitersPerMinute());
        assertThat(decoder.coolantPressurePascals).isEqualTo(record.getCoolantPressurePascals());
        assertThat(decoder.switchTraysUp).isEqualTo(record.getSwitchTraysUp());
        assertThat(decoder.capWatts).isEqualTo(record.getCapWatts());
        assertThat(decoder.powerThrottleMillis).isEqualTo(record.getPowerThrottleMs());
        assertThat(decoder.thermalThrottleMillis).isEqualTo(record.getThermalThrottleMs());
        assertThat(decoder.leak).isEqualTo(record.getLeak());
        assertThat(decoder.leakingTrayList()).isEqualTo(record.getLeakingTraysList());
        assertThat(IntStream.range(0, decoder.replicaCount()).mapToObj(this::replica).toList())
                .isEqualTo(
                        record.getReplicasList().stream()
                                .map(RackTelemetryDecoderTest::expected)
                                .toList());
    }

    private ReplicaReading replica(int index) {
        return decoder.replica(index).toReading();
    }

    private static void assertSameColumn(Column column, List<Integer> entries) {
        assertThat(column.count()).isEqualTo(entries.size());
        assertThat(column.sum()).isEqualTo(entries.stream().mapToLong(entry -> entry).sum());
        assertThat(column.max())
                .isEqualTo(entries.stream().mapToLong(entry -> entry).max().orElse(0));
        assertThat(column.zeros())
                .isEqualTo((int) entries.stream().filter(entry -> entry == 0).count());
    }

    private static ReplicaReading expected(ReplicaTelemetry replica) {
        return new ReplicaReading(
                replica.getReplicaId(),
                replica.getPhase(),
                replica.getRequests(),
                replica.getInputTokens(),
                replica.getOutputTokens(),
                replica.getQueuedRequests(),
                replica.getRunningRequests(),
                replica.getRequestsRejected(),
                expected(replica.getTimeToFirstToken()),
                expected(replica.getTimePerOutputToken()));
    }

    private static LatencyCounts expected(LatencyHistogram histogram) {
        return LatencyCounts.of(
                histogram.getFirstBucket(),
                histogram.getCountsList().stream().mapToLong(count -> count).toArray());
    }

    private static RackTelemetry randomRecord(SplittableRandom random) {
        RackTelemetry.Builder record =
                RackTelemetry.newBuilder()
                        .setRackId("rack-" + random.nextInt(1_000))
                        .setBootId(random.nextLong())
                        .setSequence(random.nextLong(1L << random.nextInt(1, 62)))
                        .setSampledAtEpochMs(random.nextLong(1L << 45))
                        .setIntervalMs(random.nextInt(2_000))
                        .addAllAcceleratorWatts(column(random, 3_000))
                        .addAllAcceleratorWattsMax(column(random, 3_000))
                        .addAllAcceleratorDieDeciCelsius(column(random, 1_500))
                        .addAllAcceleratorDieDeciCelsiusMax(column(random, 1_500))
                        .addAllAcceleratorMemoryDeciCelsius(column(random, 1_500))
                        .addAllAcceleratorUtilizationPermille(column(random, 1_001))
                        .addAllAcceleratorClockPermille(column(random, 1_001))
                        .addAllAcceleratorMemoryUsedMib(column(random, Integer.MAX_VALUE))
                        .setRackWatts(random.nextInt(300_000))
                        .setRackWattsMax(random.nextInt(300_000))
                        .setRackEnergyJoules(random.nextLong(1L << 60))
                        .setSupplyMilliCelsius(random.nextInt(-30_000, 60_000))
                        .setReturnMilliCelsius(random.nextInt(-30_000, 60_000))
                        .setReturnMilliCelsiusMax(random.nextInt(-30_000, 60_000))
                        .setFlowMillilitersPerMinute(random.nextInt(300_000))
                        .setCoolantPressurePascals(random.nextInt(400_000))
                        .setSwitchTraysUp(random.nextInt(10))
                        .setCapWatts(random.nextInt(300_000))
                        .setPowerThrottleMs(random.nextInt(72_000))
                        .setThermalThrottleMs(random.nextInt(72_000))
                        .setLeakValue(random.nextInt(5))
                        .addAllAlarmsValue(
                                column(random, 9).stream()
                                        .limit(4)
                                        .map(alarm -> alarm + 1)
                                        .toList())
                        .addAllLeakingTrays(column(random, 18).stream().limit(18).toList());
        int replicas = random.nextInt(4);
        for (int index = 0; index < replicas; index++) {
            record.addReplicas(randomReplica(random));
        }
        return record.build();
    }

    /** Numbers of one, two and more bytes, by themselves and in runs. */
    private static List<Integer> column(SplittableRandom random, int bound) {
        int narrow = random.nextBoolean() ? bound : Math.min(bound, 1 << random.nextInt(1, 15));
        return IntStream.range(0, random.nextInt(73))
                .map(entry -> random.nextInt(random.nextInt(9) == 0 ? bound : narrow))
                .boxed()
                .toList();
    }

    private static ReplicaTelemetry randomReplica(SplittableRandom random) {
        return ReplicaTelemetry.newBuilder()
                .setReplicaId("chat-" + random.nextInt(100))
                .setPhaseValue(random.nextInt(6))
                .setRequests(random.nextLong(1L << 40))
                .setInputTokens(random.nextLong(1L << 50))
                .setOutputTokens(random.nextLong(1L << 50))
                .setQueuedRequests(random.nextInt(1_000))
                .setRunningRequests(random.nextInt(1_000))
                .setRequestsRejected(random.nextLong(1_000))
                .setTimeToFirstToken(randomHistogram(random))
                .setTimePerOutputToken(randomHistogram(random))
                .build();
    }

    private static LatencyHistogram randomHistogram(SplittableRandom random) {
        LatencyHistogram.Builder histogram =
                LatencyHistogram.newBuilder().setFirstBucket(random.nextInt(40));
        int buckets = random.nextInt(30);
        for (int bucket = 0; bucket < buckets; bucket++) {
            histogram.addCounts(random.nextLong(1L << random.nextInt(1, 40)));
        }
        return histogram.build();
    }
}
