package io.gigafleet.controlplane.safety;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.power.ActingRacks;
import io.gigafleet.controlplane.safety.power.GuardedSite;
import io.gigafleet.controlplane.safety.power.PowerMemory;
import org.jspecify.annotations.Nullable;

/**
 * What the guard carries from one look to the next. Immutable; a new leader begins with {@link
 * #none}, and finds the caps that are in force in what racks report.
 *
 * @param site the topology its parts belong to
 * @param power null before the first look
 * @param acting who may be touched
 */
public record GuardMemory(GuardedSite site, @Nullable PowerMemory power, ActingRacks acting) {

    private static final GuardMemory NONE =
            new GuardMemory(new GuardedSite(Topology.EMPTY), null, ActingRacks.NONE);

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
        return power == null ? new long[0] : power.capWatts();
    }

    /** The same for what is seen now. */
    GuardMemory at(GuardSight sight) {
        ActingRacks nowActing = acting.of(sight.modes(), sight.topology());
        if (power == null) {
            GuardedSite begun = new GuardedSite(sight.topology());
            return new GuardMemory(begun, PowerMemory.begin(begun, sight), nowActing);
        }
        if (sight.topology() == site.topology()) {
            return nowActing == acting ? this : new GuardMemory(site, power, nowActing);
        }
        GuardedSite next = new GuardedSite(sight.topology());
        return new GuardMemory(next, power.carriedOver(site, next, sight), nowActing);
    }
}
