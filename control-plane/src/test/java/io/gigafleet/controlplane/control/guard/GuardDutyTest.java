package io.gigafleet.controlplane.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.safety.Guard;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.controlplane.safety.PowerCaps;
import io.gigafleet.schemas.v1.RackCap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One row of four racks whose budget carries three of them at peak. */
class GuardDutyTest {

    private static final long BUDGET_WATTS = 420_000;
    private static final long LEASE_MILLIS = 3_000;
    private static final Term TERM = new Term("test", "fleet-1", 1, 7);

    private final Topology topology = new TestFleet().rows(1, 4).rowWatts(BUDGET_WATTS).topology();
    private long nowMillis = 1_000_000;
    private final FakeSenses senses = new FakeSenses(4, () -> nowMillis);
    private final long[] drawWatts = senses.drawWatts;
    private final Map<String, RackCap> caps = new HashMap<>();
    private final GuardActs acts = new GuardActs();

    private final GuardDuty duty =
            new GuardDuty(
                    new Guard(42),
                    senses,
                    new CapIssuer(
                            sent -> sent.forEach(cap -> caps.put(cap.getRackId(), cap)), 5_000),
                    acts,
                    LEASE_MILLIS);

    private GuardBasis basis(Term term, long provenAtMillis) {
        long[] committed = {100_000, 100_000, 100_000, 100_000};
        long[] peak = {140_000, 140_000, 140_000, 140_000};
        return new GuardBasis(
                term,
                topology,
                new RackLoads(committed, new long[4], peak, PowerCaps.safe(topology)),
                Modes.ALL_ACT,
                List.of(),
                provenAtMillis);
    }

    private GuardStanding look(GuardBasis basis) {
        nowMillis += 100;
        return duty.look(basis, nowMillis);
    }

    private List<Long> capWatts() {
        List<Long> watts = new ArrayList<>();
        topology.racks()
                .forEach(
                        rack ->
                                watts.add(
                                        caps.getOrDefault(rack.name(), RackCap.getDefaultInstance())
                                                .getCapWatts()));
        return watts;
    }

    @Test
    void nothingIsSentOrSaidBeforeRacksAreHeard() {
        senses.heard = 0;
        assertThat(look(basis(TERM, nowMillis)).isOnDuty()).isFalse();
        assertThat(caps).isEmpty();

        senses.heard = 4;
        assertThat(look(basis(TERM, nowMillis)).isOnDuty()).isTrue();
        assertThat(caps).hasSize(4);
    }

    @Test
    void racksThatAreNeverHeardAreNotWaitedForForEver() {
        senses.heard = 2;
        assertThat(look(basis(TERM, nowMillis)).isOnDuty()).isFalse();

        nowMillis += FirstHearing.PATIENCE_MILLIS;

        assertThat(look(basis(TERM, nowMillis)).isOnDuty()).isTrue();
    }

    @Test
    void racksOfAFreshSiteAreHeardOneAfterAnotherAndNothingIsDoneOrSaid() {
        Arrays.fill(drawWatts, 21_000);
        for (int heard = 0; heard <= 4; heard++) {
            senses.heard = heard;
            for (int looks = 0; looks < 100; looks++) {
                assertThat(look(basis(TERM, nowMillis)).alarms()).isEmpty();
            }
        }
        assertThat(acts.oldest(10)).isEmpty();
        assertThat(capWatts()).as("130% of the row").containsOnly(136_500L);
    }

    @Test
    void tripIsNotRepeatedToARackThatSaysItHasNoPower() {
        look(basis(TERM, nowMillis));
        senses.leakingTrays[2] = 2;
        List<Boolean> trips = new ArrayList<>();
        for (int looks = 0; looks < 5; looks++) {
            look(basis(TERM, nowMillis));
            trips.add(caps.getOrDefault("r2", RackCap.getDefaultInstance()).getTrip());
        }
        assertThat(trips).contains(true);

        senses.unpowered[2] = true;
        caps.clear();
        nowMillis += 5_000;
        look(basis(TERM, nowMillis));

        assertThat(caps.getOrDefault("r2", RackCap.getDefaultInstance()).getTrip()).isFalse();
    }

    @Test
    void overloadIsCutWithoutAWordFromTheLedger() {
        look(basis(TERM, nowMillis));
        long farFromProven = nowMillis - 10 * LEASE_MILLIS;
        Arrays.fill(drawWatts, 110_000);

        look(basis(TERM, farFromProven));
        look(basis(TERM, farFromProven));

        assertThat(capWatts().stream().mapToLong(Long::longValue).sum())
                .isLessThanOrEqualTo(BUDGET_WATTS);
        assertThat(acts.oldest(10)).anyMatch(seen -> seen.act().action().equals("cap"));
    }

    @Test
    void capsAreNotRaisedWhileTheTermIsUnproven() {
        look(basis(TERM, nowMillis));
        Arrays.fill(drawWatts, 110_000);
        long provenAtMillis = nowMillis;
        look(basis(TERM, provenAtMillis));
        List<Long> cut = capWatts();
        Arrays.fill(drawWatts, 60_000);
        nowMillis += LEASE_MILLIS;

        for (int looks = 0; looks < 600; looks++) {
            look(basis(TERM, provenAtMillis));
        }
        assertThat(capWatts()).allSatisfy(cap -> assertThat(cut).contains(cap));

        for (int looks = 0; looks < 600; looks++) {
            look(basis(TERM, nowMillis));
        }
        assertThat(capWatts().stream().mapToLong(Long::longValue).sum())
                .isGreaterThan(cut.stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void newTermOfTheSamePlaneDoesNotLiftWhatWasCut() {
        look(basis(TERM, nowMillis));
        Arrays.fill(drawWatts, 110_000);
        look(basis(TERM, nowMillis));
        List<Long> cut = capWatts();
        Arrays.fill(drawWatts, 99_000);
        Term next = new Term("test", "fleet-1", 1, 8);

        look(basis(next, nowMillis));

        assertThat(capWatts()).isEqualTo(cut);
        assertThat(caps.values()).allMatch(cap -> cap.getEpoch() == 8);
    }

    @Test
    void standingIsGoneWithTheDuty() {
        assertThat(look(basis(TERM, nowMillis)).isOnDuty()).isTrue();

        duty.end();

        assertThat(look(basis(TERM, nowMillis)).lookedAtMillis()).isEqualTo(nowMillis);
        assertThat(GuardStanding.NONE.isOnDuty()).isFalse();
    }
}
