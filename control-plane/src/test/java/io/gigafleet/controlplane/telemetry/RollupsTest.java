package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.reading;
import static io.gigafleet.controlplane.telemetry.SampleRecords.replica;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupsTest {

    private static final long START_SECONDS = START_MILLIS / 1_000;

    private static final ServiceLookup BY_PREFIX =
            replicaId -> Optional.of(replicaId.substring(0, replicaId.indexOf('-')));

    private final FleetTelemetry fleet = new FleetTelemetry();
    private final Rollups rollups = new Rollups();

    @Test
    void minuteSumsUpARack() {
        offer(
                telemetry("r1", 1, 1)
                        .setRackWatts(6_000)
                        .setRackEnergyJoules(1_000)
                        .addReplicas(replica("chat-1", 100)),
                0);
        offer(
                telemetry("r1", 1, 2)
                        .setRackWatts(8_000)
                        .setRackWattsMax(9_500)
                        .setRackEnergyJoules(8_000)
                        .setAcceleratorDieDeciCelsiusMax(1, 870)
                        .setReturnMilliCelsiusMax(55_000)
                        .setPowerThrottleMs(40)
                        .setThermalThrottleMs(5)
                        .addReplicas(replica("chat-1", 130)),
                1);

        MinuteRows rows = rollups.drainBefore(START_SECONDS + 60);

        assertThat(rows.racks())
                .containsExactly(
                        new RackMinute(
                                "r1",
                                START_SECONDS,
                                2,
                                7_000,
                                9_500,
                                7_000,
                                870,
                                600,
                                55_000,
                                800,
                                30,
                                3_000,
                                300,
                                40,
                                5,
                                LatencyCounts.of(30, 30)));
        assertThat(rows.services())
                .containsExactly(
                        new ServiceMinute(
                                "chat",
                                START_SECONDS,
                                1,
                                30,
                                3_000,
                                300,
                                0,
                                LatencyCounts.of(30, 30),
                                LatencyCounts.of(15, 30)));
    }

    @Test
    void powerIsWeightedByTheReadingsInterval() {
        offer(telemetry("r1", 1, 1).setRackWatts(6_000).setIntervalMs(900), 0);
        offer(telemetry("r1", 1, 2).setRackWatts(16_000).setIntervalMs(100), 1);

        assertThat(rollups.drainBefore(START_SECONDS + 60).racks().getFirst().wattsMean())
                .isEqualTo(7_000);
    }

    @Test
    void unfinishedMinuteStays() {
        offer(telemetry("r1", 1, 1), 59);
        offer(telemetry("r1", 1, 2), 60);

        MinuteRows first = rollups.drainBefore(START_SECONDS + 60);
        MinuteRows again = rollups.drainBefore(START_SECONDS + 60);
        MinuteRows second = rollups.drainBefore(START_SECONDS + 120);

        assertThat(first.racks())
                .extracting(RackMinute::minuteEpochSeconds)
                .containsExactly(START_SECONDS);
        assertThat(again.racks()).isEmpty();
        assertThat(second.racks())
                .extracting(RackMinute::minuteEpochSeconds)
                .containsExactly(START_SECONDS + 60);
    }

    @Test
    void readingForAMinuteAlreadyDrainedIsCountedAndDropped() {
        offer(telemetry("r1", 1, 1), 0);
        rollups.drainBefore(START_SECONDS + 60);

        offer(telemetry("r1", 1, 2), 30);

        assertThat(rollups.lateReadings()).isEqualTo(1);
        assertThat(rollups.drainBefore(START_SECONDS + 600).racks()).isEmpty();
    }

    @Test
    void minutesNobodyDrainsAreBounded() {
        for (int minute = 0; minute < Rollups.MAX_MINUTES_HELD + 3; minute++) {
            offer(telemetry("r1", 1, minute + 1), 60L * minute);
        }

        assertThat(rollups.droppedMinutes()).isEqualTo(3);
        assertThat(rollups.drainBefore(START_SECONDS + 6_000).racks())
                .hasSize(Rollups.MAX_MINUTES_HELD)
                .first()
                .extracting(RackMinute::minuteEpochSeconds)
                .isEqualTo(START_SECONDS + 180);
    }

    @Test
    void rowsComeByMinuteThenByRack() {
        offer(telemetry("r2", 1, 1), 0);
        offer(telemetry("r1", 1, 1), 1);
        offer(telemetry("r1", 1, 2), 61);

        assertThat(rollups.drainBefore(START_SECONDS + 120).racks())
                .extracting(RackMinute::rackId, RackMinute::minuteEpochSeconds)
                .containsExactly(
                        tuple("r1", START_SECONDS),
                        tuple("r2", START_SECONDS),
                        tuple("r1", START_SECONDS + 60));
    }

    /**
     * Whatever is lost, repeated or restarted on the way, every counted request is in one minute.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void minutesAddUpToWhatTheReplicaCounted(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long expected = 0;
        long counter = random.nextInt(1_000);
        long reported = counter;
        offer(telemetry("r1", 1, 1).addReplicas(replica("chat-1", counter)), 0);
        long drained = 0;
        long second = 0;
        for (int sequence = 2; sequence < 500; sequence++) {
            second += 1 + random.nextInt(3);
            counter += random.nextInt(50);
            if (random.nextInt(10) == 0) {
                continue;
            }
            boolean restarted = reported > 0 && random.nextInt(40) == 0;
            if (restarted) {
                counter = random.nextLong(reported);
            }
            expected += restarted ? counter : counter - reported;
            reported = counter;
            offer(telemetry("r1", 1, sequence).addReplicas(replica("chat-1", counter)), second);
            if (random.nextInt(20) == 0) {
                offer(telemetry("r1", 1, sequence - 1), second);
            }
            drained += requests(rollups.drainBefore(START_SECONDS + second / 60 * 60));
        }
        drained += requests(rollups.drainBefore(START_SECONDS + second + 60));

        assertThat(drained).as("seed %d", seed).isEqualTo(expected);
    }

    private static long requests(MinuteRows rows) {
        long byRack = rows.racks().stream().mapToLong(RackMinute::requests).sum();
        long byService = rows.services().stream().mapToLong(ServiceMinute::requests).sum();
        assertThat(byService).isEqualTo(byRack);
        return byRack;
    }

    private void offer(RackTelemetry.Builder record, long second) {
        switch (fleet.offer(reading(record, START_MILLIS + 1_000 * second))) {
            case Offered.Newest newest -> rollups.add(newest.rack(), BY_PREFIX);
            case Offered.Older older -> assertThat(older.rack().rackId()).isEqualTo("r1");
        }
    }
}
