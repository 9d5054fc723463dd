package io.gigafleet.controlplane.telemetry;

import static io.gigafleet.controlplane.telemetry.SampleRecords.LIMITS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.START_MILLIS;
import static io.gigafleet.controlplane.telemetry.SampleRecords.arrived;
import static io.gigafleet.controlplane.telemetry.SampleRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.telemetry.RackRegistry.KnownRack;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.MeterReading;
import io.gigafleet.schemas.v1.RackAlarm;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns hold the newest of every rack, and what can't wait is told at once. */
class FleetColumnsTest {

    private static final List<String> DOMAINS = List.of("site", "row-a", "row-b");

    private final TelemetryIngest ingest = new TelemetryIngest(1);
    private final AtomicInteger told = new AtomicInteger();
    private long sequence;

    @BeforeEach
    void threeRacksInTwoRows() {
        ingest.useRegistry(registry("r3", "r1", "r2"));
        send(telemetry("r1", 1, next()).setRackWatts(5_000));
        ingest.watch(limits(3, 12_000, 800), told::incrementAndGet);
    }

    @Test
    void columnsHaveTheRegistrysOrder() {
        send(
                telemetry("r2", 1, next())
                        .setRackWatts(7_000)
                        .setRackWattsMax(7_700)
                        .setCapWatts(9_000)
                        .setLeak(LeakState.LEAK_STATE_RACK)
                        .addLeakingTrays(4)
                        .addAlarms(RackAlarm.RACK_ALARM_UNPOWERED));

        RackColumns columns = ingest.columns();

        assertThat(columns.rackIds()).containsExactly("r3", "r1", "r2");
        assertThat(columns.heardAtMillis()).containsExactly(0, START_MILLIS, START_MILLIS);
        assertThat(columns.drawWatts()).containsExactly(0, 5_000, 7_000);
        assertThat(columns.drawMaxWatts()).containsExactly(0, 6_500, 7_700);
        assertThat(columns.dieDeciCelsius()).containsExactly(0, 650, 650);
        assertThat(columns.memoryDeciCelsius()).containsExactly(0, 700, 700);
        assertThat(columns.utilizationPermille()).containsExactly(0, 800, 800);
        assertThat(columns.supplyMilliCelsius()).containsExactly(0, 40_000, 40_000);
        assertThat(columns.returnMilliCelsius()).containsExactly(0, 49_000, 49_000);
        assertThat(columns.flowMillilitersPerMinute()).containsExactly(0, 15_000, 15_000);
        assertThat(columns.capWatts()).containsExactly(0, 0, 9_000);
        assertThat(columns.leakingTrays()).containsExactly(0, 0, 1);
        assertThat(columns.rackLeak()).containsExactly(false, false, true);
        assertThat(columns.unpowered()).containsExactly(false, false, true);
        assertThat(columns.hasAlarm(2, RackAlarm.RACK_ALARM_UNPOWERED)).isTrue();
        assertThat(columns.hasAlarm(2, RackAlarm.RACK_ALARM_LEAK)).isFalse();
    }

    @Test
    void copyIsTheReadersOwn() {
        RackColumns before = ingest.columns();

        send(telemetry("r1", 1, next()).setRackWatts(9_000));

        assertThat(before.drawWatts()).containsExactly(0, 5_000, 0);
    }

    @Test
    void drawsBelowADomainThatReachItsLimitAreToldOnceUntilTheNextLook() {
        send(telemetry("r2", 1, next()).setRackWatts(6_999));
        assertThat(told).hasValue(0);

        send(telemetry("r2", 1, next()).setRackWatts(7_000));
        assertThat(told).hasValue(1);

        send(telemetry("r2", 1, next()).setRackWatts(1_000));
        send(telemetry("r2", 1, next()).setRackWatts(8_000));
        assertThat(told).hasValue(1);

        ingest.columns();
        send(telemetry("r2", 1, next()).setRackWatts(9_000));
        assertThat(told).as("it was above already").hasValue(1);
        send(telemetry("r2", 1, next()).setRackWatts(1_000));
        send(telemetry("r2", 1, next()).setRackWatts(8_000));
        assertThat(told).hasValue(2);
    }

    @Test
    void hotDieAndNewAlarmsAndLeaksAreTold() {
        send(telemetry("r1", 1, next()).setAcceleratorDieDeciCelsiusMax(2, 800));
        assertThat(told).hasValue(1);

        ingest.columns();
        send(telemetry("r1", 1, next()).addAlarms(RackAlarm.RACK_ALARM_LOW_FLOW));
        assertThat(told).hasValue(2);

        ingest.columns();
        send(telemetry("r1", 1, next()).addAlarms(RackAlarm.RACK_ALARM_LOW_FLOW));
        assertThat(told).as("the alarm stood already").hasValue(2);

        send(telemetry("r1", 1, next()).setLeak(LeakState.LEAK_STATE_TRAY).addLeakingTrays(3));
        assertThat(told).hasValue(3);
    }

    @Test
    void lostFeedIsTold() {
        meter(2);
        assertThat(told).hasValue(0);

        meter(1);
        assertThat(told).hasValue(1);
        DomainReading row = ingest.facility().domain("row-a").orElseThrow();
        assertThat(row.feeds()).isEqualTo(2);
        assertThat(row.feedsPresent()).isEqualTo(1);
        assertThat(row.budgetWatts()).isEqualTo(300_000);
        assertThat(row.isDark()).isFalse();

        ingest.columns();
        meter(0);
        assertThat(told).hasValue(2);
        assertThat(ingest.facility().domain("row-a").orElseThrow().isDark()).isTrue();
    }

    @Test
    void olderRecordChangesNoColumn() {
        send(telemetry("r1", 1, 500).setRackWatts(6_000));
        send(telemetry("r1", 1, 499).setRackWatts(9_999));

        assertThat(ingest.columns().drawWatts()).containsExactly(0, 6_000, 0);
        assertThat(ingest.domainWatts()).containsExactly(6_000, 0, 6_000);
    }

    @Test
    void anotherOrderKeepsWhatIsKnownOfRacksThatStay() {
        send(telemetry("r2", 1, next()).setRackWatts(7_000));

        ingest.useRegistry(registry("r1", "r9"));
        send(telemetry("r9", 1, next()).setRackWatts(100));

        assertThat(ingest.columns().rackIds()).containsExactly("r1", "r9");
        assertThat(ingest.columns().drawWatts()).containsExactly(5_000, 100);
        assertThat(ingest.domainWatts()).containsExactly(5_100, 5_000, 100);
    }

    @Test
    void limitsForAnotherNumberOfRacksWatchNothing() {
        ingest.watch(limits(2, 1, 1), told::incrementAndGet);

        send(telemetry("r2", 1, next()).setRackWatts(9_000));

        assertThat(told).hasValue(0);
    }

    /** Whatever comes in whatever order, a domain's sum is that of its racks' newest draws. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void domainSumsAreThoseOfTheColumns(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            send(
                    telemetry("r" + random.nextInt(1, 4), 1, random.nextInt(1, 1_000))
                            .setRackWatts(random.nextInt(10_000)));

            long[] draws = ingest.columns().drawWatts();
            assertThat(ingest.domainWatts())
                    .as("seed %d round %d", seed, round)
                    .containsExactly(draws[0] + draws[1] + draws[2], draws[0] + draws[2], draws[1]);
        }
    }

    /** Racks by turns in row a and row b. */
    private static RackRegistry registry(String... rackIds) {
        List<KnownRack> racks = new ArrayList<>();
        for (String rackId : rackIds) {
            racks.add(new KnownRack(rackId, LIMITS, List.of(1 + racks.size() % 2, 0), 0));
        }
        return new RackRegistry(racks, DOMAINS, List.of("l0"));
    }

    private static CrossingLimits limits(int racks, long siteWatts, int deciCelsius) {
        int[] temperatures = new int[racks];
        Arrays.fill(temperatures, deciCelsius);
        return new CrossingLimits(
                new long[] {siteWatts, Long.MAX_VALUE, Long.MAX_VALUE}, temperatures, temperatures);
    }

    private long next() {
        return ++sequence;
    }

    private void send(RackTelemetry.Builder record) {
        assertThat(ingest.onTelemetry(arrived(record, START_MILLIS)))
                .isEqualTo(Receipt.Taken.TAKEN);
    }

    private void meter(int feedsPresent) {
        byte[] record =
                FacilityRecord.newBuilder()
                        .setSource("feed/row-a")
                        .setBootId(1)
                        .setSequence(next())
                        .setMeter(
                                MeterReading.newBuilder()
                                        .setDomain("row-a")
                                        .setWatts(10_000)
                                        .setFeedPresent(feedsPresent > 0)
                                        .setFeeds(2)
                                        .setFeedsPresent(feedsPresent)
                                        .setBudgetWatts(300_000))
                        .build()
                        .toByteArray();
        ingest.onFacility(arrived("feed/row-a", record, START_MILLIS));
    }
}
