package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.CycleRecords.GuardNews;
import io.gigafleet.controlplane.control.guard.SeenAct;
import io.gigafleet.controlplane.fleet.Confirmation;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.ledger.AlarmRow;
import io.gigafleet.controlplane.ledger.Commit;
import io.gigafleet.controlplane.ledger.Decisions;
import io.gigafleet.controlplane.ledger.Decisions.AuditEntry;
import io.gigafleet.controlplane.ledger.Decisions.OutboxRecord;
import io.gigafleet.controlplane.ledger.Decisions.RackAssignment;
import io.gigafleet.controlplane.ledger.Decisions.RackSeen;
import io.gigafleet.controlplane.ledger.Decisions.UnplacedSlot;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.ledger.SuggestionRow;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.placement.FleetPlacer;
import io.gigafleet.controlplane.placement.Funnel;
import io.gigafleet.controlplane.placement.Reason;
import io.gigafleet.controlplane.placement.RememberedPlan;
import io.gigafleet.controlplane.placement.Unplaced;
import io.gigafleet.controlplane.rollout.Pace;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAlarm;
import io.gigafleet.controlplane.safety.Modes;
import io.gigafleet.controlplane.safety.Suggestion;
import io.gigafleet.controlplane.safety.health.EvictionRate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One leader in one term: gathers, lets the deciders decide, commits. */
final class Leader {

    private static final Logger LOG = Logger.getLogger(Leader.class);

    private final Term term;
    private final Commit commit;
    private final LeaderMemory memory;
    private final CycleDecider decider;
    private final CycleRecords records;
    private final StageSenses senses;
    private final Pace pace;
    private final Confirmations confirmations;
    private Set<String> starved = Set.of();
    private EvictionRate evictionRate;
    private final LimitsInForce limitsInForce = new LimitsInForce();
    private StaticCaps caps = StaticCaps.NONE;
    private GuardOrders guardOrders = GuardOrders.NONE;
    private Specs composedOf = Specs.NONE;
    private Set<String> composedWithout = Set.of();

    Leader(
            Term term,
            Commit commit,
            LeaderMemory memory,
            StageSenses senses,
            Pace pace,
            PlacementLimits limits,
            String site,
            long nowMillis) {
        this.term = term;
        this.commit = commit;
        this.memory = memory;
        this.senses = senses;
        this.pace = pace;
        this.confirmations = new Confirmations(term);
        this.decider =
                new CycleDecider(
                        new RememberedPlan(new FleetPlacer()), new ReplicaNames(term), limits);
        this.records = new CycleRecords(new FleetEvents(term, site), memory);
        this.evictionRate = EvictionRate.empty(nowMillis);
    }

    Term term() {
        return term;
    }

    /** Whether some rollout is not finished. */
    boolean rollsOut(Specs specs) {
        return specs.rollouts().stream()
                .map(rollout -> memory.rollouts().memory().states().get(rollout.name()))
                .anyMatch(state -> state == null || !state.isFinished());
    }

    private static List<GuardAlarm> alarms(Observed observed, List<RackView> racks, Specs specs) {
        List<GuardAlarm> alarms = new ArrayList<>(observed.guard().alarms());
        alarms.addAll(ConditionAlarms.of(racks, specs.topology()));
        return alarms;
    }

    /** Runs one cycle. */
    Result cycle(Specs specs, Observed observed, long nowMillis) throws SQLException {
        Map<String, Confirmation> confirmations = this.confirmations.of(observed.reports());
        Set<String> current = memory.current(confirmations);
        Quiet quiet = Quiet.at(observed.safety(), specs.topology(), nowMillis);
        Modes modes = observed.safety().modes().at(nowMillis);
        senses.look(memory.rollouts().watched(), current);
        List<RackView> racks =
                GuardedRacks.views(observed.racks(), specs.topology(), observed.guard(), quiet);
        CycleOutcome outcome =
                decider.decide(
                        new CycleInput(
                                limitsInForce.of(specs, observed.guard()),
                                racks,
                                memory.replicas(),
                                confirmations,
                                current,
                                modes,
                                evictionRate,
                                memory.room().memory(),
                                memory.rollouts().memory(),
                                senses::signs,
                                starved,
                                observed.attainments(),
                                pace,
                                nowMillis));
        RolloutDecision rollouts = memory.rollouts().worthWriting(outcome.rollouts(), nowMillis);
        boolean isChanged =
                specs.revision() != composedOf.revision()
                        || !outcome.changed().isEmpty()
                        || !rollouts.racks().isEmpty();
        GuardOrders ordered =
                GuardOrders.of(
                        observed.guard(),
                        observed.reports(),
                        specs,
                        memory.assignments(),
                        nowMillis);
        TouchedRacks touched =
                TouchedRacks.of(
                        composedOf,
                        specs,
                        outcome,
                        rollouts,
                        composedWithout,
                        ordered.differingFrom(guardOrders));
        List<RackAssignment> assignments =
                touched.isEmpty()
                        ? List.of()
                        : Assignments.changed(
                                specs,
                                outcome.replicas(),
                                outcome.overdue(),
                                touched,
                                standing(rollouts),
                                staticCaps(specs),
                                ordered,
                                memory.assignments(),
                                term);
        if (!outcome.violations().isEmpty()) {
            LOG.errorf(
                    "plan refused, at most its placements into free room stand violations=%s",
                    outcome.violations());
        }
        List<RackSeen> changedRacks =
                memory.changed(
                        GuardedRacks.seen(observed.seen(), observed.guard()).stream()
                                .map(rack -> explained(rack, outcome))
                                .toList());
        List<AuditEntry> audit = new ArrayList<>(outcome.audit());
        List<SuggestionRow> suggestions =
                observed.guard().isOnDuty() ? suggestions(observed, outcome, nowMillis) : List.of();
        List<SeenAct> acts = new ArrayList<>(observed.acts());
        acts.addAll(GuardRecords.begun(suggestions, Automation.HEALTH));
        acts.forEach(act -> audit.add(GuardRecords.entry(act, modes)));
        List<AlarmRow> alarms =
                observed.guard().isOnDuty()
                        ? memory.alarms()
                                .changes(alarms(observed, outcome.racks(), specs), nowMillis)
                        : List.of();
        List<OutboxRecord> outbox =
                records.of(
                        outcome,
                        rollouts,
                        assignments,
                        changedRacks,
                        new GuardNews(acts, alarms, quiet),
                        nowMillis);
        Decisions decisions =
                new Decisions(
                        specs.revision(),
                        outcome.changed(),
                        outcome.room(),
                        assignments,
                        memory.changed(outcome.unplaced().stream().map(Leader::slot).toList()),
                        changedRacks,
                        rollouts,
                        alarms,
                        suggestions,
                        audit,
                        outbox);
        if (!decisions.isEmpty()) {
            commit.write(term, decisions);
            memory.committed(decisions, nowMillis);
            records.announced();
        }
        composedOf = specs;
        composedWithout = outcome.overdue();
        guardOrders = ordered;
        evictionRate = outcome.evictionRate();
        starved = starved(outcome);
        return new Result(
                new FleetView(
                        specs.topology(), outcome.racks(), specs.services(), memory.replicas()),
                isChanged,
                decisions,
                staticCaps(specs));
    }

    /**
     * What one cycle left behind.
     *
     * @param isChanged whether the specs or any replica differ from the cycle before
     * @param caps that racks fall to by themselves
     */
    record Result(FleetView view, boolean isChanged, Decisions committed, StaticCaps caps) {}

    private List<SuggestionRow> suggestions(
            Observed observed, CycleOutcome outcome, long nowMillis) {
        List<Suggestion> standing = new ArrayList<>(observed.guard().suggestions());
        standing.addAll(outcome.suggestions());
        return memory.suggestions().changes(standing, nowMillis);
    }

    /** Where racks stand once this is committed. */
    private Function<String, Optional<RackProgress>> standing(RolloutDecision decision) {
        Map<String, RackProgress> changed = new HashMap<>();
        decision.racks().forEach(rack -> changed.put(rack.rack(), rack));
        Map<String, RackProgress> known = memory.rollouts().memory().racks();
        return rack ->
                Optional.ofNullable(
                        changed.containsKey(rack) ? changed.get(rack) : known.get(rack));
    }

    /** What services wait for, so that nothing else takes it first. */
    private static Set<String> starved(CycleOutcome outcome) {
        Set<String> starved = new HashSet<>();
        for (Unplaced unplaced : outcome.unplaced()) {
            switch (unplaced.reason()) {
                case Reason.PowerExhausted power -> starved.add(power.domain());
                case Reason.CoolingExhausted cooling -> starved.add(cooling.loop());
                default -> {}
            }
        }
        return starved;
    }

    /** A rack that would be evicted but is not yet says why not. */
    private static RackSeen explained(RackSeen rack, CycleOutcome outcome) {
        String held = outcome.held().get(rack.rack());
        return held == null ? rack : rack.because(held);
    }

    private StaticCaps staticCaps(Specs specs) {
        if (specs.topology() != caps.topology()) {
            caps = StaticCaps.of(specs.topology());
        }
        return caps;
    }

    private static UnplacedSlot slot(Unplaced unplaced) {
        Map<String, Integer> funnel = new HashMap<>();
        funnel.put("considered", unplaced.funnel().considered());
        for (Funnel.Filter filter : Funnel.Filter.values()) {
            if (unplaced.funnel().rejectedBy(filter) > 0) {
                funnel.put(
                        filter.name().toLowerCase(Locale.ROOT),
                        unplaced.funnel().rejectedBy(filter));
            }
        }
        return new UnplacedSlot(
                unplaced.demand().service().name(),
                unplaced.demand().slot(),
                unplaced.reason().word(),
                unplaced.reason().text(),
                unplaced.reason().nearestFit(),
                funnel,
                unplaced.reason().retried());
    }
}
