package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.heat.HeatMemory;
import io.gigafleet.controlplane.safety.leak.LeakMemory;
import io.gigafleet.controlplane.safety.loadtarget.TargetMemory;
import io.gigafleet.controlplane.safety.power.ActingRacks;
import io.gigafleet.controlplane.safety.power.GuardedSite;
import io.gigafleet.controlplane.safety.power.PowerMemory;

/**
 * What the guard carries from one look to the next. Immutable; a new leader begins with {@link
 * #none}, and finds the caps that are in force in what racks report.
 *
 * @param site the topology its parts belong to
 * @param acting who may be touched
 */
public record GuardMemory(
        GuardedSite site,
        ActingRacks acting,
        PowerMemory power,
        HeatMemory heat,
        LeakMemory leak,
        TargetMemory target) {

    private static final GuardMemory NONE = none(new GuardedSite(Topology.EMPTY));

    private static GuardMemory none(GuardedSite site) {
        return new GuardMemory(
                site,
                ActingRacks.NONE,
                PowerMemory.blank(site, 0),
                HeatMemory.begin(site.topology()),
                LeakMemory.DRY,
                TargetMemory.NONE);
    }

    /** Nothing was decided yet. */
    public static GuardMemory none() {
        return NONE;
    }

    /** The topology of the last look. */
    public Topology topology() {
        return site.topology();
    }

    /** The caps in force after the last look, by rack. */
    public long[] capWatts() {
        return power.capWatts();
    }

    /** The same for what is seen now. */
    GuardMemory at(GuardSight sight) {
        ActingRacks nowActing = acting.of(sight.modes(), sight.topology());
        if (sight.topology() == site.topology()) {
            return nowActing == acting
                    ? this
                    : new GuardMemory(site, nowActing, power, heat, leak, target);
        }
        GuardedSite next = new GuardedSite(sight.topology());
        return new GuardMemory(
                next,
                nowActing,
                power.carriedOver(site, next, sight),
                heat.carriedOver(site.topology(), sight.topology()),
                leak.carriedOver(sight.topology()),
                target);
    }
}
