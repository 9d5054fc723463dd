package io.gigafleet.controlplane.safety.health;

import static io.gigafleet.controlplane.fleet.TestFleet.rackView;
import static io.gigafleet.controlplane.fleet.TestFleet.replica;
import static io.gigafleet.controlplane.fleet.TestFleet.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Standing;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.safety.health.Eviction.Outcome;
import io.gigafleet.schemas.RackStage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvictionTest {

    private static final ServiceView CHAT = service("chat", 8, 20, 1);

    /** Twenty racks with a replica each, of which the first {@code lost} are LOST. */
    private static FleetView fleet(int lost) {
        TestFleet fleet = new TestFleet().rows(1, 20).service(CHAT);
        for (int rack = 0; rack < 20; rack++) {
            fleet.replica(replica(CHAT, rack, rack, 0, ReplicaState.SERVING));
            if (rack < lost) {
                fleet.rack(rack, rackView(Condition.LOST, false, false));
            }
        }
        return fleet.view();
    }

    @Test
    void lostRackIsEvictedWithItsReason() {
        Outcome outcome = Eviction.decide(fleet(1), EvictionRate.full(0), 0);
        assertThat(outcome.evicted()).containsExactlyEntriesOf(Map.of("r0", "LOST: told so"));
    }

    @Test
    void burstIsBoundedAndTheRestFollowsAtTheRate() {
        Outcome first = Eviction.decide(fleet(10), EvictionRate.full(0), 0);
        assertThat(first.evicted()).hasSize(4);
        assertThat(first.held()).hasSize(6);
        assertThat(Eviction.decide(fleet(10), first.rate(), 9_999).evicted()).isEmpty();
        assertThat(Eviction.decide(fleet(10), first.rate(), 10_001).evicted()).hasSize(1);
    }

    @Test
    void mostlyUnhealthyHallIsEvictedAtATenthOfTheRate() {
        Outcome first = Eviction.decide(fleet(12), EvictionRate.full(0), 0);
        assertThat(first.evicted()).hasSize(1);
        assertThat(Eviction.decide(fleet(12), first.rate(), 99_999).evicted()).isEmpty();
        assertThat(Eviction.decide(fleet(12), first.rate(), 100_001).evicted()).hasSize(1);
    }

    @Test
    void nothingIsEvictedWhenEveryRackIsSilent() {
        Outcome outcome = Eviction.decide(fleet(20), EvictionRate.full(0), 0);
        assertThat(outcome.evicted()).isEmpty();
        assertThat(outcome.held()).hasSize(20);
    }

    @Test
    void staleRackIsNotEvicted() {
        FleetView view =
                new TestFleet()
                        .service(CHAT)
                        .replica(replica(CHAT, 0, 0, 0, ReplicaState.SERVING))
                        .rack(0, rackView(Condition.STALE, false, false))
                        .view();
        Outcome outcome = Eviction.decide(view, EvictionRate.full(0), 0);
        assertThat(outcome.evicted()).isEmpty();
        assertThat(outcome.held()).isEmpty();
    }

    /** Twenty racks of which the first is LOST, and so many of the others have no power yet. */
    private static FleetView partlyBuilt(int withoutPower) {
        TestFleet fleet = new TestFleet().rows(1, 20).service(CHAT);
        fleet.replica(replica(CHAT, 0, 0, 0, ReplicaState.SERVING));
        fleet.rack(0, rackView(Condition.LOST, false, false));
        for (int rack = 20 - withoutPower; rack < 20; rack++) {
            fleet.rack(
                    rack,
                    rackView(Condition.STALE, false, false, Standing.at(RackStage.DELIVERED, 0)));
        }
        return fleet.view();
    }

    @Test
    void racksWithoutPowerDoNotMakeTheirHallUnhealthy() {
        Outcome outcome = Eviction.decide(partlyBuilt(16), EvictionRate.full(0), 0);
        assertThat(outcome.evicted()).containsOnlyKeys("r0");
        assertThat(outcome.rate().of("h1").tokens()).as("at the full rate").isEqualTo(3);
    }

    @Test
    void racksWithoutPowerDoNotProveThatThePlaneSees() {
        Outcome outcome = Eviction.decide(partlyBuilt(19), EvictionRate.full(0), 0);
        assertThat(outcome.evicted()).isEmpty();
        assertThat(outcome.held()).containsOnlyKeys("r0");
    }

    /** Twenty racks with a replica each; the first so many are of this condition. */
    private static FleetView inRows(int rows, int count, Condition condition) {
        TestFleet fleet = new TestFleet().rows(rows, 20 / rows).service(CHAT);
        for (int rack = 0; rack < 20; rack++) {
            fleet.replica(replica(CHAT, rack, rack, 0, ReplicaState.SERVING));
            if (rack < count) {
                fleet.rack(rack, rackView(condition, false, false));
            }
        }
        return fleet.view();
    }

    @Test
    void mostlySilentRowIsSlowAlthoughItsHallIsWell() {
        Outcome outcome = Eviction.decide(inRows(5, 4, Condition.LOST), EvictionRate.full(0), 0);
        assertThat(outcome.evicted()).hasSize(1);
        assertThat(outcome.held().get("r1")).contains("a tenth of the usual");
    }

    @Test
    void evidenceIsNotSlowedAndNeedsNoTokenWhileThereIsRoom() {
        Outcome outcome = Eviction.decide(inRows(5, 8, Condition.BAD), EvictionRate.empty(0), 0);
        assertThat(outcome.evicted()).hasSize(8);
        assertThat(outcome.rate().of("h1").tokens()).isZero();
    }

    @Test
    void brokenRacksDoNotMakeTheOthersLookSilent() {
        TestFleet fleet = new TestFleet().rows(1, 5).service(CHAT);
        for (int rack = 0; rack < 5; rack++) {
            fleet.replica(replica(CHAT, rack, rack, 0, ReplicaState.SERVING));
        }
        fleet.rack(0, rackView(Condition.LOST, false, false));
        fleet.rack(1, rackView(Condition.BAD, false, false));
        fleet.rack(2, rackView(Condition.BAD, false, false));
        Outcome outcome = Eviction.decide(fleet.view(), EvictionRate.full(0), 0);
        assertThat(outcome.evicted()).containsOnlyKeys("r0", "r1", "r2");
        assertThat(outcome.rate().of("h1").tokens()).isEqualTo(3);
    }

    @Test
    void newLeaderTakesTenSecondsToSeeBeforeItGivesUpASilentRack() {
        EvictionRate begun = EvictionRate.empty(1_000);
        assertThat(Eviction.decide(fleet(1), begun, 10_900).evicted()).isEmpty();
        assertThat(Eviction.decide(fleet(1), begun, 11_100).evicted()).hasSize(1);
    }

    @Test
    void mostlySilentRowDoesNotHoldUpTheOthers() {
        FleetView view = inRows(5, 5, Condition.LOST);
        Outcome first = Eviction.decide(view, EvictionRate.full(0), 0);
        assertThat(first.evicted()).as("one of the silent row's").containsOnlyKeys("r0", "r4");
        Outcome later = Eviction.decide(inRows(5, 6, Condition.LOST), first.rate(), 20_000);
        assertThat(later.evicted()).containsOnlyKeys("r4", "r5");
    }

    @Test
    void troubleInOneHallUsesUpNothingOfAnothers() {
        EvictionRate rate = EvictionRate.full(0);
        for (int rack = 0; rack < 4; rack++) {
            assertThat(rate.allows("north", Disruption.Mode.NORMAL, 0)).isTrue();
            rate = rate.taken("north", Disruption.Mode.NORMAL, 0);
        }
        assertThat(rate.allows("north", Disruption.Mode.NORMAL, 0)).isFalse();
        assertThat(rate.allows("south", Disruption.Mode.NORMAL, 0)).isTrue();
        assertThat(rate.allows("north", Disruption.Mode.NORMAL, 10_001)).isTrue();
    }
}
