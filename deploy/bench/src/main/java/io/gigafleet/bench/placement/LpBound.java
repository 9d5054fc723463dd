package io.gigafleet.bench.placement;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What no plan can exceed, by linear programming.
 *
 * <p>Relaxed: whole numbers, spread, and which of several equal racks, rows and CDUs something
 * stands in. Kept: accelerators and power of each type of rack, heat and power of all CDUs and of
 * all rows of one make together, power of the halls together and of the site, SKUs, quotas.
 */
public final class LpBound {

    /** The solver's tolerance, far below one accelerator. */
    private static final double TOLERANCE = 1e-3;

    private final MPSolver solver;
    private final RackTypes racks;
    private final Map<RackTypes.GroupKey, MPConstraint> groups = new HashMap<>();
    private final Map<Integer, MPConstraint> tenants = new HashMap<>();
    private final MPConstraint halls;
    private final MPConstraint site;

    private LpBound(MPSolver solver, Instance instance, RackTypes racks) {
        this.solver = solver;
        this.racks = racks;
        racks.budgets().forEach((key, watts) -> groups.put(key, atMost(watts)));
        this.halls =
                atMost(
                        instance.domains().stream()
                                .filter(domain -> domain.kind() == Domain.Kind.HALL)
                                .mapToLong(Domain::budgetWatts)
                                .sum());
        this.site = atMost(instance.domains().get(Instance.SITE).budgetWatts());
    }

    /**
     * The bound of an instance, in whole units of the objective.
     *
     * @throws IllegalStateException if the solver fails
     */
    public static long of(Instance instance, Objective objective) {
        Loader.loadNativeLibraries();
        MPSolver solver = MPSolver.createSolver("GLOP");
        try {
            RackTypes racks = RackTypes.of(instance);
            LpBound bound = new LpBound(solver, instance, racks);
            bound.add(DemandClasses.of(instance, racks.types()), objective);
            MPSolver.ResultStatus status = solver.solve();
            if (status != MPSolver.ResultStatus.OPTIMAL) {
                throw new IllegalStateException("the linear program ended " + status);
            }
            return (long) Math.floor(solver.objective().value() + TOLERANCE);
        } finally {
            solver.delete();
        }
    }

    private void add(DemandClasses demand, Objective objective) {
        demand.bindingLimits().forEach((tenant, limit) -> tenants.put(tenant, atMost(limit)));
        List<RackTypes.Type> types = racks.types();
        MPConstraint[] accelerators = new MPConstraint[types.size()];
        MPConstraint[] watts = new MPConstraint[types.size()];
        for (int type = 0; type < accelerators.length; type++) {
            Rack like = types.get(type).like();
            accelerators[type] = atMost((long) types.get(type).count() * like.accelerators());
            watts[type] = atMost((long) types.get(type).count() * like.budgetWatts());
        }
        MPObjective goal = solver.objective();
        goal.setMaximization();
        for (DemandClasses.DemandClass asked : demand.classes()) {
            MPConstraint all = atMost(asked.accelerators());
            DemandClasses.Key key = asked.key();
            for (int type : key.mayUse().stream().toArray()) {
                MPVariable placed = solver.makeNumVar(0, (double) asked.accelerators(), "");
                goal.setCoefficient(placed, (double) objective.worth(key.priority()));
                all.setCoefficient(placed, 1);
                accelerators[type].setCoefficient(placed, 1);
                int each = key.wattsPerAccelerator().get(types.get(type).like().sku());
                watts[type].setCoefficient(placed, each);
                addPower(types.get(type), placed, each);
                if (key.tenant() != DemandClasses.ANY_TENANT) {
                    limitOf(key.tenant()).setCoefficient(placed, 1);
                }
            }
        }
    }

    private void addPower(RackTypes.Type type, MPVariable placed, int watts) {
        for (RackTypes.GroupKey key : List.of(type.row(), type.cdu())) {
            MPConstraint group = groups.get(key);
            if (group == null) {
                throw new IllegalStateException("no budget for " + key);
            }
            group.setCoefficient(placed, watts);
        }
        halls.setCoefficient(placed, watts);
        site.setCoefficient(placed, watts);
    }

    private MPConstraint limitOf(int tenant) {
        MPConstraint limit = tenants.get(tenant);
        if (limit == null) {
            throw new IllegalStateException("tenant " + tenant + " has no limit");
        }
        return limit;
    }

    private MPConstraint atMost(long most) {
        return solver.makeConstraint(0, (double) most, "");
    }
}
