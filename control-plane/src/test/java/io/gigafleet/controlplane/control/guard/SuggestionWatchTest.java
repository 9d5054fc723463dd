package io.gigafleet.controlplane.control.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.safety.Approval;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Guard;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.controlplane.safety.PowerCaps;
import io.gigafleet.controlplane.safety.Suggestion;
import io.gigafleet.schemas.v1.RackCap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One row of four racks whose budget carries three of them at peak; the guard only suggests. */
class SuggestionWatchTest {

    private static final long BUDGET_WATTS = 420_000;
    private static final Term TERM = new Term("test", "fleet-1", 1, 7);
    private static final Modes SUGGEST =
            new Modes(Map.of(Modes.SITE, Modes.all(Mode.SUGGEST)), Set.of());

    private final Topology topology = new TestFleet().rows(1, 4).rowWatts(BUDGET_WATTS).topology();
    private long nowMillis = 1_000_000;
    private final FakeSenses senses = new FakeSenses(4, () -> nowMillis);
    private final Map<String, RackCap> caps = new HashMap<>();
    private final GuardActs acts = new GuardActs();
    private Modes modes = SUGGEST;

    private final GuardDuty duty =
            new GuardDuty(
                    new Guard(42),
                    senses,
                    new CapIssuer(
                            sent -> sent.forEach(cap -> caps.put(cap.getRackId(), cap)), 5_000),
                    acts,
                    3_000);

    private List<Suggestion> look(int looks) {
        GuardStanding standing = GuardStanding.NONE;
        for (int look = 0; look < looks; look++) {
            nowMillis += 100;
            standing =
                    duty.look(
                            new GuardBasis(
                                    TERM,
                                    topology,
                                    new RackLoads(
                                            new long[] {100_000, 100_000, 100_000, 100_000},
                                            new long[4],
                                            new long[] {140_000, 140_000, 140_000, 140_000},
                                            PowerCaps.safe(topology)),
                                    modes,
                                    List.of(),
                                    nowMillis),
                            nowMillis);
        }
        return standing.suggestions();
    }

    private void draw(long watts) {
        Arrays.fill(senses.drawWatts, watts);
    }

    private void approve(String subject, long untilMillis) {
        modes =
                new Modes(
                        SUGGEST.settings(),
                        Set.of(),
                        Set.of(new Approval(Automation.POWER, subject, untilMillis, "alice")));
    }

    private long capSumWatts() {
        return caps.values().stream().mapToLong(RackCap::getCapWatts).sum();
    }

    private long told(String action, boolean done) {
        return acts.oldest(GuardActs.MOST_WAITING).stream()
                .filter(seen -> seen.act().action().equals(action) && seen.act().done() == done)
                .count();
    }

    @Test
    void suggestionStandsAsLongAsItsCauseAndIsToldOnce() {
        draw(110_000);
        assertThat(look(20))
                .containsExactly(
                        new Suggestion(
                                Automation.POWER,
                                "cap",
                                "domain/row-0",
                                "it draws 440.0 kW of 420.0 kW; would cut 41.0 kW"));
        assertThat(told("cap", false)).isEqualTo(1);

        draw(80_000);
        assertThat(look(90)).hasSize(1);
        assertThat(look(20)).isEmpty();
        assertThat(told("cap", true)).isZero();
    }

    @Test
    void causeThatBeganInAnotherModeIsSuggestedTooOnceItAsks() {
        modes = new Modes(Map.of(Modes.SITE, Modes.all(Mode.OBSERVE)), Set.of());
        draw(110_000);
        assertThat(look(20)).isEmpty();

        modes = SUGGEST;

        assertThat(look(20))
                .extracting(Suggestion::subject, Suggestion::numbers)
                .containsExactly(tuple("domain/row-0", "it draws 440.0 kW of 420.0 kW"));
        assertThat(told("cap", false)).isEqualTo(1);
    }

    @Test
    void approvedSuggestionIsDoneAndStandsWhileRacksAreCut() {
        draw(110_000);
        look(20);
        long uncappedWatts = capSumWatts();

        approve("domain/row-0", nowMillis + 60_000);
        look(2);

        assertThat(capSumWatts()).isLessThanOrEqualTo(BUDGET_WATTS).isLessThan(uncappedWatts);
        assertThat(told("cap", true)).isEqualTo(1);

        draw(99_000);
        assertThat(look(300)).as("cut, though not over its band").hasSize(1);
    }

    @Test
    void guardOfTheNextLeaderGoesOnWithWhatWasApproved() {
        draw(110_000);
        look(20);
        approve("domain/row-0", nowMillis + 60_000);
        duty.end();
        caps.clear();

        assertThat(look(2)).hasSize(1);

        assertThat(capSumWatts()).isLessThanOrEqualTo(BUDGET_WATTS);
    }

    @Test
    void approvalIsInheritedUntilNoRackIsCutAnyMore() {
        draw(110_000);
        look(20);
        approve("domain/row-0", nowMillis + 600_000);
        look(2);
        duty.end();
        draw(90_000);

        assertThat(look(150)).extracting(Suggestion::subject).containsExactly("domain/row-0");
        assertThat(look(1_500)).isEmpty();
        assertThat(look(20)).as("and it is not taken up again").isEmpty();
    }

    @Test
    void whatWasNotApprovedIsNotDone() {
        draw(110_000);
        look(20);
        long uncappedWatts = capSumWatts();

        approve("domain/site", nowMillis + 60_000);
        look(20);

        assertThat(capSumWatts()).isEqualTo(uncappedWatts);
        assertThat(told("cap", true)).isZero();
    }

    @Test
    void approvalThatRunsOutLeavesCapsAndAsksAgain() {
        draw(110_000);
        look(20);
        approve("domain/row-0", nowMillis + 1_000);
        look(2);
        long cutWatts = capSumWatts();
        draw(99_000);
        look(200);

        assertThat(capSumWatts()).as("what was done stays").isEqualTo(cutWatts);

        draw(108_000);
        assertThat(look(20)).hasSize(1);
        assertThat(capSumWatts()).as("and is all that is done").isEqualTo(cutWatts);
    }

    @Test
    void nothingIsSuggestedWhereEverythingActs() {
        modes = Modes.ALL_ACT;
        draw(110_000);

        assertThat(look(20)).isEmpty();
    }
}
