package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.control.guard.CapIssuer.Order;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.Guard;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.GuardMemory;
import io.gigafleet.controlplane.safety.GuardOutcome;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.RackSights;
import io.gigafleet.controlplane.safety.Suggestion;
import io.gigafleet.controlplane.safety.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One guard on duty: looks, sends what follows, remembers. The guard's thread alone uses it; time
 * is an argument.
 */
final class GuardDuty {

    private final Guard guard;
    private final GuardSenses senses;
    private final CapIssuer caps;
    private final GuardActs acts;
    private final long proofMillis;
    private GuardMemory memory = GuardMemory.none();
    private GuardStanding standing = GuardStanding.NONE;
    private FirstHearing hearing = new FirstHearing();
    private SuggestionWatch suggestions = new SuggestionWatch();

    /**
     * Begins a duty.
     *
     * @param proofMillis how long a term counts as proven: as long as its lease
     */
    GuardDuty(Guard guard, GuardSenses senses, CapIssuer caps, GuardActs acts, long proofMillis) {
        this.guard = guard;
        this.senses = senses;
        this.caps = caps;
        this.acts = acts;
        this.proofMillis = proofMillis;
    }

    /**
     * Looks once. Caps have left when this returns.
     *
     * @return {@link GuardStanding#NONE} until enough was heard to begin with
     */
    GuardStanding look(GuardBasis basis, long nowMillis) {
        Topology topology = basis.topology();
        RackSights racks = senses.racks(topology, basis.loads());
        if (!hearing.isEnough(racks, nowMillis)) {
            return GuardStanding.NONE;
        }
        GuardOutcome outcome =
                guard.look(
                        new GuardSight(
                                topology,
                                racks,
                                senses.plant(topology),
                                basis.loadTargets(),
                                basis.modes().at(nowMillis),
                                nowMillis),
                        memory);
        boolean isProven = nowMillis - basis.provenAtMillis() <= proofMillis;
        caps.issue(basis.term(), topology, orders(topology, outcome, racks), isProven, nowMillis);
        senses.watch(topology, outcome.budgetWatts());
        memory = outcome.memory();
        List<Suggestion> suggested = suggestions.after(outcome, nowMillis);
        acts.add(outcome.acts(), nowMillis);
        acts.add(suggestions.untold(), nowMillis);
        List<GuardAlarm> alarms = new ArrayList<>(outcome.alarms());
        acts.alarm().ifPresent(alarms::add);
        standing = GuardStanding.of(topology, outcome, alarms, suggested, standing, nowMillis);
        return standing;
    }

    /** A rack that says it has no power has obeyed; telling it again would latch it once more. */
    private static List<Order> orders(Topology topology, GuardOutcome outcome, RackSights racks) {
        List<Order> orders = new ArrayList<>(topology.rackCount());
        for (int rack = 0; rack < topology.rackCount(); rack++) {
            boolean trips = outcome.trips().get(rack) && !racks.unpowered()[rack];
            boolean needsCause = trips || outcome.suspensions()[rack] != Suspension.NONE;
            orders.add(
                    new Order(
                            outcome.capWatts()[rack],
                            outcome.suspensions()[rack],
                            trips,
                            needsCause ? cause(outcome, rack) : ""));
        }
        return orders;
    }

    private static String cause(GuardOutcome outcome, int rack) {
        return Stream.of(outcome.bad(), outcome.drains(), outcome.barred())
                .filter(byRack -> byRack.containsKey(rack))
                .map(byRack -> byRack.get(rack))
                .findFirst()
                .orElse("power of its domains");
    }

    /** Ends the duty: another leads. What was in force lapses at the racks, or is renewed by it. */
    void end() {
        memory = GuardMemory.none();
        standing = GuardStanding.NONE;
        hearing = new FirstHearing();
        suggestions = new SuggestionWatch();
        caps.forget();
    }
}
