package io.gigafleet.controlplane.safety.power;

import java.util.Arrays;

/**
 * The most each rack's live cap may be: together they add up to no more than 130% of the budget in
 * force of any domain. So whatever racks do at once, the overload is one the UPS carries for a
 * minute, and within that racks that hear nothing more step down to their safe caps.
 *
 * @param watts the ceilings
 * @param committedWatts they were derived from, as all that follows
 */
record Ceilings(long[] watts, long[] committedWatts, long[] mostWatts, long[] budgetWatts) {

    static final Ceilings NONE = new Ceilings(new long[0], new long[0], new long[0], new long[0]);

    private static final long PERMILLE = 1_000;

    /** The same if nothing changed that they depend on. */
    Ceilings of(GuardedSite site, long[] committed, long[] most, long[] budgets) {
        if (watts.length == site.rackCount()
                && Arrays.equals(budgets, budgetWatts)
                && Arrays.equals(committed, committedWatts)
                && Arrays.equals(most, mostWatts)) {
            return this;
        }
        return new Ceilings(
                CapFilling.ceilings(
                        site.topology(), site.tree(), limitWatts(budgets), committed, most),
                committed.clone(),
                most.clone(),
                budgets.clone());
    }

    /** What caps may add up to on each domain. */
    long[] limitWatts() {
        return limitWatts(budgetWatts);
    }

    private static long[] limitWatts(long[] budgets) {
        long[] limits = new long[budgets.length];
        for (int domain = 0; domain < limits.length; domain++) {
            limits[domain] = budgets[domain] * OverloadCurve.SLOW_PERMILLE / PERMILLE;
        }
        return limits;
    }
}
