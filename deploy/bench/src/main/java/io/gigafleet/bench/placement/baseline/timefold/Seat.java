package io.gigafleet.bench.placement.baseline.timefold;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import org.jspecify.annotations.Nullable;

/** A replica and the rack it may get. */
@PlanningEntity
public final class Seat {

    @PlanningId private int replica;

    /** Index of the rack; null: not placed. */
    @PlanningVariable(allowsUnassigned = true)
    private @Nullable Integer rack;

    /** For Timefold, which clones by reflection. */
    public Seat() {}

    Seat(int replica) {
        this.replica = replica;
    }

    public int getReplica() {
        return replica;
    }

    public @Nullable Integer getRack() {
        return rack;
    }

    public void setRack(@Nullable Integer rack) {
        this.rack = rack;
    }
}
