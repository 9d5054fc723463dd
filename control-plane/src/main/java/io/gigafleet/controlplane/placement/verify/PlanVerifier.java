package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.controlplane.placement.Move;
import io.gigafleet.controlplane.placement.Placement;
import io.gigafleet.controlplane.placement.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes every mandatory constraint of a plan again, from the view alone, before it is committed.
 *
 * <p>A limit that is broken already and that the plan adds nothing to is not the plan's fault.
 */
public final class PlanVerifier {

    private PlanVerifier() {}

    /**
     * What a plan violates, one sentence each; empty means that it may be committed.
     *
     * @param demands what the plan was made for
     */
    public static List<String> violations(FleetView view, List<Demand> demands, Plan plan) {
        Violations found = new Violations(view.topology());
        Services services = new Services(view, demands);
        Proposal proposal = Proposal.of(view, services, arrivals(plan), Rows.of(view.topology()));
        AnsweredOnce.check(plan, services, found);
        checkArrivals(proposal, found);
        if (!plan.moves().isEmpty() || !plan.preemptions().isEmpty()) {
            Given given = Given.by(plan, proposal, found);
            MadeRoom.check(plan, given, proposal, found);
        }
        return found.all();
    }

    private static List<Placement> arrivals(Plan plan) {
        if (plan.moves().isEmpty()) {
            return plan.placements();
        }
        List<Placement> arrivals = new ArrayList<>(plan.placements());
        plan.moves().stream().map(Move::to).forEach(arrivals::add);
        return arrivals;
    }

    /** Everything that holds for what comes to stand somewhere. */
    static void checkArrivals(Proposal proposal, Violations found) {
        Suitability.check(proposal, found);
        WholeReplicas.check(proposal, found);
        FreeAccelerators.check(proposal, found);
        Limits.check(proposal, found);
        Spread.check(proposal, found);
        Exclusiveness.check(proposal, found);
        Quotas.check(proposal, found);
    }
}
