package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.rollout.Asked;
import io.gigafleet.controlplane.rollout.RackEvidence;
import io.gigafleet.controlplane.rollout.RackEvidence.Alarm;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RackSigns;
import io.gigafleet.controlplane.rollout.Sample;
import io.gigafleet.controlplane.telemetry.ArrivedRecord;
import io.gigafleet.controlplane.telemetry.RackLimits;
import io.gigafleet.controlplane.telemetry.RackRegistry;
import io.gigafleet.controlplane.telemetry.Receipt;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.v1.LeakState;
import io.gigafleet.schemas.v1.RackStatus;
import io.gigafleet.schemas.v1.RackTelemetry;
import io.gigafleet.schemas.v1.StageReport;
import io.gigafleet.schemas.v1.Trip;
import io.gigafleet.schemas.v1.TripCause;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageSensesTest {

    private static final Topology PLANT = new TestFleet().rows(1, 2).topology();
    private static final RackSpot SPOT = PLANT.rack(0);
    private static final RackProgress TESTING =
            Asked.of(SPOT, RackStage.ENERGIZED, RackStage.LEAK_TESTED);
    private static final Set<String> CURRENT = Set.of("r0");

    private static final Specs.RackOrders NO_ORDERS =
            new Specs.RackOrders(false, false, OptionalLong.empty(), "");

    private final TelemetryIngest ingest = new TelemetryIngest(1);
    private final StageSenses senses = new StageSenses(ingest);
    private long sequence;

    @BeforeEach
    void racksAreKnown() {
        RackLimits limits = new RackLimits(4, 140_000, 1_400);
        ingest.useRegistry(
                new RackRegistry(
                        Stream.of("r0", "r1")
                                .map(id -> new RackRegistry.KnownRack(id, limits, List.of(0), 0))
                                .toList(),
                        List.of("d0"),
                        List.of("l0")));
        ingest.useServices(replica -> Optional.of("chat"));
    }

    /** One more record of r0. */
    private void measure(long watts) {
        sequence++;
        Receipt receipt =
                ingest.onTelemetry(
                        ArrivedRecord.of(
                                "r0",
                                RackTelemetry.newBuilder()
                                        .setRackId("r0")
                                        .setBootId(1)
                                        .setSequence(sequence)
                                        .setSampledAtEpochMs(1_000_000 + sequence * 1_000)
                                        .setIntervalMs(1_000)
                                        .addAllAcceleratorWatts(column(150))
                                        .addAllAcceleratorWattsMax(column(160))
                                        .addAllAcceleratorDieDeciCelsius(column(450))
                                        .addAllAcceleratorDieDeciCelsiusMax(column(460))
                                        .addAllAcceleratorMemoryDeciCelsius(column(500))
                                        .addAllAcceleratorUtilizationPermille(column(0))
                                        .addAllAcceleratorClockPermille(column(1_000))
                                        .addAllAcceleratorMemoryUsedMib(column(0))
                                        .setRackWatts((int) watts)
                                        .setRackWattsMax((int) watts + 500)
                                        .setRackEnergyJoules(watts * sequence)
                                        .setSupplyMilliCelsius(40_000)
                                        .setReturnMilliCelsius(41_300)
                                        .setReturnMilliCelsiusMax(41_400)
                                        .setFlowMillilitersPerMinute(210_000)
                                        .setCoolantPressurePascals(250_000)
                                        .setSwitchTraysUp(9)
                                        .setLeak(LeakState.LEAK_STATE_TRAY)
                                        .build()
                                        .toByteArray(),
                                1_000_000 + sequence * 1_000,
                                0,
                                sequence));
        assertThat(receipt).isEqualTo(Receipt.Taken.TAKEN);
    }

    private static List<Integer> column(int value) {
        return Collections.nCopies(4, value);
    }

    private void look(RackProgress rack, Set<String> current) {
        senses.look(List.of(rack), current);
    }

    private RackSigns signs(Set<String> current, Replica... replicas) {
        List<RackView> views = List.of(TestFleet.ready(), TestFleet.ready());
        return senses.signs(
                new Specs(
                        0,
                        "test",
                        PLANT,
                        Collections.nCopies(2, NO_ORDERS),
                        List.of(),
                        TestFleet.identities(PLANT),
                        List.of()),
                views,
                current,
                List.of(replicas));
    }

    private RackEvidence evidence() {
        return signs(CURRENT).of("r0");
    }

    @Test
    void whatWasMeasuredBeforeTheRequestProvesNothingOfIt() {
        measure(21_000);
        look(TESTING, CURRENT);
        assertThat(evidence().samples().count()).isZero();

        measure(21_000);
        look(TESTING, CURRENT);
        assertThat(evidence().samples().count()).isEqualTo(1);
    }

    @Test
    void whatWasMeasuredBeforeTheRackObeyedProvesNothingEither() {
        measure(21_000);
        look(TESTING, CURRENT);
        measure(21_000);
        look(TESTING, Set.of());

        assertThat(evidence().samples().count()).isZero();
    }

    @Test
    void recordIsCollectedOnceHoweverOftenItIsLookedAt() {
        measure(21_000);
        look(TESTING, CURRENT);
        measure(21_000);
        look(TESTING, CURRENT);
        look(TESTING, CURRENT);

        assertThat(evidence().samples().count()).isEqualTo(1);
    }

    @Test
    void nextRequestBeginsAnew() {
        measure(21_000);
        look(TESTING, CURRENT);
        measure(21_000);
        look(TESTING, CURRENT);
        look(Asked.of(SPOT, RackStage.LEAK_TESTED, RackStage.PROVISIONED), CURRENT);

        assertThat(evidence().samples().count()).isZero();
    }

    @Test
    void rackThatIsNotWatchedIsForgotten() {
        measure(21_000);
        look(TESTING, CURRENT);
        measure(21_000);
        look(TESTING, CURRENT);
        senses.look(List.of(), CURRENT);

        assertThat(evidence().samples().count()).isZero();
    }

    @Test
    void sampleKeepsWhatStagesNeed() {
        measure(21_000);
        look(TESTING, CURRENT);
        measure(22_000);
        look(TESTING, CURRENT);

        assertThat(evidence().samples().list())
                .containsExactly(
                        new Sample(
                                1_002_000, 22_000, 22_500, 210_000, 40_000, 41_300, 460, 0, 0, true,
                                250_000, 9));
    }

    @Test
    void rackThatWasNeverHeardIsUnheard() {
        assertThat(signs(Set.of()).of("r9")).isEqualTo(RackEvidence.UNHEARD);
        RackEvidence silent = signs(Set.of()).of("r1");
        assertThat(silent.report()).isEmpty();
        assertThat(silent.firmware()).isEmpty();
        assertThat(silent.isCurrent()).isFalse();
    }

    @Test
    void reportsWordAndTripAreTold() {
        ingest.onStatus(
                ArrivedRecord.of(
                        "r0",
                        RackStatus.newBuilder()
                                .setRackId("r0")
                                .setBootId(1)
                                .setSequence(1)
                                .setFirmware("2.1")
                                .setStage(
                                        StageReport.newBuilder()
                                                .setRequestId("north/r0/ENERGIZED/1"))
                                .setTrip(
                                        Trip.newBuilder()
                                                .setTripId("t1")
                                                .setCause(TripCause.TRIP_CAUSE_THERMAL)
                                                .setDetail("die 93 °C"))
                                .build()
                                .toByteArray(),
                        1_000_000,
                        0,
                        1));

        assertThat(evidence().firmware()).isEqualTo("2.1");
        assertThat(evidence().report().orElseThrow().requestId()).isEqualTo("north/r0/ENERGIZED/1");
        assertThat(evidence().alarm())
                .contains(new Alarm(false, "tripped, clear t1 when it is mended: die 93 °C"));
    }

    @Test
    void replicasCountUntilTheyHaveStopped() {
        ServiceView chat = TestFleet.service("chat", 1, 2, 1);
        RackSigns signs =
                signs(
                        CURRENT,
                        TestFleet.replica(chat, 0, 0, 0, ReplicaState.DRAINING),
                        TestFleet.replica(chat, 1, 0, 1, ReplicaState.STOPPED));

        assertThat(signs.of("r0").replicas()).isEqualTo(1);
        assertThat(signs.of("r1").replicas()).isZero();
        assertThat(signs.servesTokens("r0")).as("no output yet").isFalse();
    }
}
