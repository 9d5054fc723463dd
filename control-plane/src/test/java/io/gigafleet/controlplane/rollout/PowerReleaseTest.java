package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.RackStage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing is free because it was ordered to be off. */
class PowerReleaseTest {

    private static final Topology PLANT = new TestFleet().topology();
    private static final RackSpot SPOT = PLANT.rack(0);

    private final PowerBook book =
            new PowerBook(PLANT, new long[] {SPOT.peakWatts(), 21_000, 21_000, 21_000});

    /** What is held for r0, after full load was asked of it at this stage and no longer is. */
    private long heldWatts(RackStage stage, RackEvidence heard) {
        RackProgress rack =
                RackProgress.untouched(SPOT, false).reached(stage, 0).raisedTo(140_000, 0);
        Draft draft =
                new Draft(new RolloutMemory(Map.of(), Map.of(), Map.of("r0", rack), Map.of()));
        PowerRelease.of(
                new RolloutInput(
                        PLANT,
                        TestFleet.identities(PLANT),
                        List.of(),
                        new RolloutMemory(Map.of(), Map.of(), Map.of("r0", rack), Map.of()),
                        new Signs().hear("r0", heard),
                        book,
                        Set.of(),
                        Map.of(),
                        new Pace(1),
                        0),
                draft);
        long held = draft.rack("r0").orElseThrow().heldWatts();
        assertThat(book.rackWatts(0)).as("the book agrees").isEqualTo(held);
        return held;
    }

    private static RackEvidence heard(Reading reading) {
        return Signs.evidence(Condition.FRESH, reading.times(1));
    }

    @Test
    void loadIsFreeOnceTheMeterShowsIdle() {
        assertThat(heldWatts(RackStage.BURNED_IN, heard(Reading.idle()))).isEqualTo(21_000);
    }

    @Test
    void loadIsHeldWhileTheMeterShowsIt() {
        assertThat(heldWatts(RackStage.BURNED_IN, heard(Reading.burning()))).isEqualTo(140_000);
    }

    @Test
    void quarantinedRackIsFreeOnceTheMeterShowsNothing() {
        assertThat(heldWatts(RackStage.QUARANTINED, heard(Reading.idle()))).isEqualTo(140_000);
        assertThat(heldWatts(RackStage.QUARANTINED, heard(Reading.off()))).isZero();
    }

    @Test
    void silenceProvesNothing() {
        assertThat(
                        heldWatts(
                                RackStage.BURNED_IN,
                                Signs.evidence(Condition.LOST, Reading.idle().times(1))))
                .isEqualTo(140_000);
        assertThat(heldWatts(RackStage.BURNED_IN, Signs.evidence(Condition.FRESH, Samples.NONE)))
                .isEqualTo(140_000);
    }

    @Test
    void reportOnAnOlderAssignmentProvesNothing() {
        RackEvidence behind =
                new RackEvidence(
                        Condition.FRESH,
                        "",
                        Optional.empty(),
                        false,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        Reading.idle().times(1),
                        0);
        assertThat(heldWatts(RackStage.BURNED_IN, behind)).isEqualTo(140_000);
    }
}
