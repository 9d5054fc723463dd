package io.gigafleet.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.rollout.Member.State;
import io.gigafleet.schemas.manifest.Rollout.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Racks r0 to r3 stand in row-0, two on each loop; r4 to r7 in row-1. */
class InProgressTest {

    private static final Topology PLANT = new TestFleet().rows(2, 4).topology();

    private static InProgress with(Member... members) {
        Map<String, Map<String, Member>> byRollout = new HashMap<>();
        Map<String, RolloutState> states = new HashMap<>();
        for (Member member : members) {
            states.put(
                    member.rollout(),
                    RolloutState.begun(member.rollout(), 1, Map.of(), Forecast.UNKNOWN, 0));
            byRollout
                    .computeIfAbsent(member.rollout(), ignored -> new HashMap<>())
                    .put(member.rack(), member);
        }
        return InProgress.of(
                new RolloutInput(
                        PLANT,
                        TestFleet.identities(PLANT),
                        List.of(),
                        new RolloutMemory(states, byRollout, Map.of(), Map.of()),
                        new Signs(),
                        new PowerBook(PLANT),
                        Set.of(),
                        Map.of(),
                        new Pace(1),
                        0));
    }

    private static Member member(String rollout, String rack, State state) {
        return Member.waiting(rollout, rack, 1).in(state);
    }

    @Test
    void loopTakesAsManyAsItsLimit() {
        InProgress inProgress = with();
        Limits limits = new Limits(8, 1);

        assertThat(inProgress.takes(PLANT.rack(0), limits)).isTrue();
        assertThat(inProgress.takes(PLANT.rack(1), limits)).isFalse();
        assertThat(inProgress.takes(PLANT.rack(2), limits)).isTrue();
    }

    @Test
    void rowTakesAsManyAsItsLimit() {
        InProgress inProgress = with();
        Limits limits = new Limits(1, 8);

        assertThat(inProgress.takes(PLANT.rack(0), limits)).isTrue();
        assertThat(inProgress.takes(PLANT.rack(3), limits)).isFalse();
        assertThat(inProgress.takes(PLANT.rack(4), limits)).isTrue();
    }

    @Test
    void racksOfOtherRolloutsCount() {
        InProgress inProgress = with(member("south", "r0", State.ACTIVE));

        assertThat(inProgress.takes(PLANT.rack(1), new Limits(8, 1))).isFalse();
    }

    @Test
    void onlyRacksOnTheirWayCount() {
        InProgress inProgress =
                with(
                        member("south", "r0", State.DONE),
                        member("south", "r1", State.QUARANTINED),
                        member("south", "r2", State.WAITING),
                        member("south", "r9", State.ACTIVE));

        assertThat(inProgress.takes(PLANT.rack(3), new Limits(1, 1))).isTrue();
    }
}
