package io.gigafleet.controlplane.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.control.guard.CapIssuer.Order;
import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.safety.Suspension;
import io.gigafleet.schemas.v1.RackCap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CapIssuerTest {

    private static final Term TERM = new Term("test", "fleet-1", 1, 7);
    private static final int TTL_MILLIS = 6_000;

    private final Topology topology = new TestFleet().rows(1, 3).topology();
    private final List<RackCap> sent = new ArrayList<>();
    private final CapIssuer issuer = new CapIssuer(sent::addAll, TTL_MILLIS);

    private static List<Order> caps(long... watts) {
        return LongStream.of(watts)
                .mapToObj(each -> new Order(each, Suspension.NONE, false, ""))
                .toList();
    }

    private List<RackCap> issue(List<Order> orders, long nowMillis) {
        return issue(TERM, orders, true, nowMillis);
    }

    private List<RackCap> issue(Term term, List<Order> orders, boolean mayEase, long nowMillis) {
        sent.clear();
        issuer.issue(term, topology, orders, mayEase, nowMillis);
        return List.copyOf(sent);
    }

    @Test
    void everyCapOfATermGoesOutOnce() {
        assertThat(issue(caps(100, 90, 80), 0))
                .extracting(RackCap::getCapWatts)
                .containsExactly(100L, 90L, 80L);
        assertThat(issue(caps(100, 90, 80), 0)).isEmpty();
    }

    @Test
    void whatTakesWattsAwayGoesFirst() {
        issue(caps(100, 90, 80), 0);

        assertThat(issue(caps(110, 95, 70), 1))
                .extracting(RackCap::getCapWatts)
                .containsExactly(70L, 110L, 95L);
    }

    @Test
    void everyCapIsRenewedWithinAThirdOfItsTimeToLive() {
        issue(caps(100, 90, 80), 0);

        List<String> renewed = new ArrayList<>();
        for (long nowMillis = 100; nowMillis <= TTL_MILLIS / 3; nowMillis += 100) {
            issue(caps(100, 90, 80), nowMillis).forEach(cap -> renewed.add(cap.getRackId()));
        }

        assertThat(renewed).contains("r0", "r1", "r2");
    }

    @Test
    void unprovenTermLowersAndRenewsButRaisesNothing() {
        issue(caps(100, 90, 80), 0);

        assertThat(issue(TERM, caps(120, 60, 80), false, 1))
                .extracting(RackCap::getCapWatts)
                .containsExactly(60L);
        assertThat(issue(TERM, caps(120, 90, 80), true, 2))
                .extracting(RackCap::getCapWatts)
                .containsExactlyInAnyOrder(120L, 90L);
    }

    @Test
    void suspensionEndsOnlyInAProvenTerm() {
        Order held = new Order(100, Suspension.ALL, false, "too much");
        issue(List.of(held, held, held), 0);

        assertThat(issue(TERM, caps(100, 100, 100), false, 1)).isEmpty();
        assertThat(issue(TERM, caps(100, 100, 100), true, 2)).hasSize(3);
    }

    @Test
    void rackWithoutPowerHasNoCap() {
        issue(caps(100, 90, 80), 0);

        assertThat(issue(caps(0, 90, 80), TTL_MILLIS))
                .extracting(RackCap::getRackId)
                .containsExactlyInAnyOrder("r1", "r2");
    }

    @Test
    void tripIsSentWhateverTheCap() {
        issue(caps(100, 90, 80), 0);
        List<Order> orders = new ArrayList<>(caps(100, 90, 80));
        orders.set(1, new Order(0, Suspension.NONE, true, "two trays leak"));

        assertThat(issue(orders, 1))
                .singleElement()
                .satisfies(
                        cap -> {
                            assertThat(cap.getRackId()).isEqualTo("r1");
                            assertThat(cap.getTrip()).isTrue();
                            assertThat(cap.getCause()).isEqualTo("two trays leak");
                        });
    }

    @Test
    void rackKeepsItsCapWhenOthersCome() {
        issue(caps(100, 90, 80), 0);
        Topology larger = new TestFleet().rows(1, 4).topology();
        sent.clear();

        issuer.issue(TERM, larger, caps(100, 90, 80, 70), true, 0);

        assertThat(sent).extracting(RackCap::getRackId).containsExactly("r3");
    }

    @Test
    void newTermSendsAllAgainUnderItsEpoch() {
        issue(caps(100, 90, 80), 0);
        Term next = new Term("test", "fleet-1", 1, 8);

        assertThat(issue(next, caps(100, 90, 80), true, 1))
                .hasSize(3)
                .allSatisfy(cap -> assertThat(cap.getEpoch()).isEqualTo(8))
                .extracting(RackCap::getSequence)
                .containsExactly(1L, 2L, 3L);
    }
}
