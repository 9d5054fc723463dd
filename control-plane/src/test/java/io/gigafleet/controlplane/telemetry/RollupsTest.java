package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.arrived;
import static io.gigafleet.controlplane.telemetry.SampleRecords.registryOf;
import static io.gigafleet.controlplane.telemetry.SampleRecords.replica;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupsTest {

    private static final long START_SECONDS = START_MILLIS / 1_000;

    private static final ServiceLookup BY_PREFIX =
            replicaId -> Optional.of(replicaId.substring(0, replicaId.indexOf('-')));

    private final TelemetryIngest ingest = new TelemetryIngest(1);
    private final Rollups rollups = ingest.rollups();

    @BeforeEach
    void twoRacksAreKnown() {
        ingest.useRegistry(registryOf("r1", "r2"));
        ingest.useServices(BY_PREFIX);
    }

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

        RollupRows rows = rollups.drainMinutesBefore(START_SECONDS + 60);

        assertThat(rows.racks())
                .containsExactly(
                        new RackRollup(
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
                        new ServiceRollup(
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

        assertThat(rollups.drainMinutesBefore(START_SECONDS + 60).racks().getFirst().wattsMean())
                .isEqualTo(7_000);
    }

    @Test
    void unfinishedMinuteStays() {
        offer(telemetry("r1", 1, 1), 59);
        offer(telemetry("r1", 1, 2), 60);

        RollupRows first = rollups.drainMinutesBefore(START_SECONDS + 60);
        RollupRows again = rollups.drainMinutesBefore(START_SECONDS + 60);
        RollupRows second = rollups.drainMinutesBefore(START_SECONDS + 120);

        assertThat(first.racks())
                .extracting(RackRollup::startEpochSeconds)
                .containsExactly(START_SECONDS);
        assertThat(again.racks()).isEmpty();
        assertThat(second.racks())
                .extracting(RackRollup::startEpochSeconds)
                .containsExactly(START_SECONDS + 60);
    }

    @Test
    void readingForAMinuteAlreadyDrainedIsCountedAndDropped() {
        offer(telemetry("r1", 1, 1), 0);
        rollups.drainMinutesBefore(START_SECONDS + 60);

        offer(telemetry("r1", 1, 2), 30);

        assertThat(rollups.lateReadings()).isEqualTo(1);
        assertThat(rollups.drainMinutesBefore(START_SECONDS + 600).racks()).isEmpty();
    }

    @Test
    void windowsNobodyDrainsAreBounded() {
        for (int window = 0; window < Rollups.MAX_WINDOWS + 3; window++) {
            offer(telemetry("r1", 1, window + 1), 10L * window);
        }

        assertThat(rollups.droppedWindows()).isEqualTo(3);
        assertThat(rollups.drainBefore(START_SECONDS + 6_000).racks())
                .hasSize(Rollups.MAX_WINDOWS)
                .first()
                .extracting(RackRollup::startEpochSeconds)
                .isEqualTo(START_SECONDS + 30);
    }

    @Test
    void windowsOfTenSecondsComeBeforeTheirMinute() {
        offer(telemetry("r1", 1, 1).setRackWatts(4_000).addReplicas(replica("chat-1", 10)), 1);
        offer(telemetry("r1", 1, 2).setRackWatts(8_000).addReplicas(replica("chat-1", 17)), 12);

        RollupRows first = rollups.drainBefore(START_SECONDS + 15);
        RollupRows second = rollups.drainBefore(START_SECONDS + 20);
        RollupRows minute = rollups.drainMinutesBefore(START_SECONDS + 60);

        assertThat(first.racks())
                .extracting(RackRollup::startEpochSeconds, RackRollup::wattsMean)
                .containsExactly(tuple(START_SECONDS, 4_000L));
        assertThat(second.racks())
                .extracting(RackRollup::startEpochSeconds, RackRollup::wattsMean)
                .containsExactly(tuple(START_SECONDS + 10, 8_000L));
        assertThat(second.services()).extracting(ServiceRollup::requests).containsExactly(7L);
        assertThat(minute.racks())
                .extracting(RackRollup::samples, RackRollup::wattsMean, RackRollup::requests)
                .containsExactly(tuple(2, 6_000L, 7L));
    }

    @Test
    void plantAddsUpItsRacks() {
        offer(telemetry("r1", 1, 1).setRackWatts(4_000).setRackWattsMax(9_000), 1);
        offer(telemetry("r2", 1, 1).setRackWatts(5_000).addReplicas(replica("chat-1", 10)), 2);
        offer(telemetry("r1", 1, 2).setRackWatts(6_000).setAcceleratorDieDeciCelsiusMax(0, 800), 3);

        List<PlantRollup> rows = rollups.drainBefore(START_SECONDS + 10).plant();

        assertThat(rows)
                .extracting(PlantRollup::part)
                .containsExactly("domain/d0", "loop/l0", "site");
        assertThat(rows)
                .allSatisfy(
                        row -> {
                            assertThat(row.racks()).isEqualTo(2);
                            assertThat(row.samples()).isEqualTo(3);
                            assertThat(row.wattsMean()).isEqualTo(10_000);
                            assertThat(row.wattsMax()).isEqualTo(11_000);
                            assertThat(row.dieDeciCelsiusMax()).isEqualTo(800);
                        });
    }

    @Test
    void whatIsHeldAnswersBeforeItIsWritten() {
        offer(telemetry("r1", 1, 1).setRackWatts(4_000), 1);
        offer(telemetry("r1", 1, 2).setRackWatts(6_000), 11);
        rollups.drainBefore(START_SECONDS + 10);

        assertThat(rollups.heldOfRack("r1", START_SECONDS))
                .extracting(RackRollup::wattsMean)
                .containsExactly(4_000L, 6_000L);
        assertThat(rollups.heldOfPart("site", START_SECONDS + 10))
                .extracting(PlantRollup::wattsMean)
                .containsExactly(6_000L);
        assertThat(rollups.heldOfPart("domain/elsewhere", START_SECONDS)).isEmpty();
        assertThat(rollups.heldOfService("chat", START_SECONDS)).isEmpty();
        assertThat(rollups.newestOfRacks())
                .extracting(RackRollup::wattsMean)
                .containsExactly(4_000L);
    }

    @Test
    void rowsComeByMinuteThenByRack() {
        offer(telemetry("r2", 1, 1), 0);
        offer(telemetry("r1", 1, 1), 1);
        offer(telemetry("r1", 1, 2), 61);

        assertThat(rollups.drainMinutesBefore(START_SECONDS + 120).racks())
                .extracting(RackRollup::rackId, RackRollup::startEpochSeconds)
                .containsExactly(
                        tuple("r1", START_SECONDS),
                        tuple("r2", START_SECONDS),
                        tuple("r1", START_SECONDS + 60));
    }

    @Test
    void energyOfAnAgentThatLostItsCounterIsNotNegative() {
        offer(telemetry("r1", 1, 1).setRackEnergyJoules(1_000_000), 0);
        offer(telemetry("r1", 2, 1).setRackEnergyJoules(6_000), 1);

        assertThat(rollups.drainBefore(START_SECONDS + 10).racks())
                .extracting(RackRollup::energyJoules)
                .containsExactly(6_000L);
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
            drained += requests(rollups.drainMinutesBefore(START_SECONDS + second / 60 * 60));
        }
        drained += requests(rollups.drainMinutesBefore(START_SECONDS + second + 60));

        assertThat(drained).as("seed %d", seed).isEqualTo(expected);
    }

    private static long requests(RollupRows rows) {
        long byRack = rows.racks().stream().mapToLong(RackRollup::requests).sum();
        long byService = rows.services().stream().mapToLong(ServiceRollup::requests).sum();
        assertThat(byService).isEqualTo(byRack);
        return byRack;
    }

    private void offer(RackTelemetry.Builder record, long second) {
        Receipt receipt = ingest.onTelemetry(arrived(record, START_MILLIS + 1_000 * second));
        if (receipt instanceof Rejected rejected) {
            assertThat(rejected.cause()).isEqualTo(RejectCause.REPLAYED);
        }
    }
}
