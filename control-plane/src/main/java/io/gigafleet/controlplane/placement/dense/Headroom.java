package io.gigafleet.controlplane.placement.dense;

import java.util.Optional;

/** What is left of accelerators, watts and heat: per rack, row, loop and power domain. */
public final class Headroom {

    private final Site site;
    private final int[] free;
    private final int[] freeInLoop;
    private final int[] freeInRow;
    private final long[] rackLeft;
    private final long[] loopLeft;
    private final long[] domainLeft;

    /** All of a site. */
    Headroom(Site site) {
        this.site = site;
        this.free = new int[site.rackCount()];
        this.freeInLoop = new int[site.loopCount()];
        this.freeInRow = new int[site.rowCount()];
        this.rackLeft = new long[site.rackCount()];
        this.loopLeft = new long[site.loopCount()];
        this.domainLeft = new long[site.domainCount()];
        for (int rack = 0; rack < free.length; rack++) {
            free[rack] = site.accelerators(rack);
            freeInLoop[site.loop(rack)] += free[rack];
            freeInRow[site.row(rack)] += free[rack];
            rackLeft[rack] = site.rackBudgetWatts(rack);
        }
        for (int loop = 0; loop < loopLeft.length; loop++) {
            loopLeft[loop] = site.loopBudgetWatts(loop);
        }
        for (int domain = 0; domain < domainLeft.length; domain++) {
            domainLeft[domain] = site.domainBudgetWatts(domain);
        }
    }

    /** What a limit lacks for so many watts more on a rack. */
    public record Lack(Limit limit, int index, long neededWatts, long leftWatts) {}

    /** What limits the watts of a rack. */
    public enum Limit {
        /** The rack itself. */
        RACK,
        /** A power domain above it. */
        DOMAIN,
        /** Its coolant loop; watts of heat. */
        LOOP
    }

    /** Takes accelerators and watts of a rack; gives them back where negative. */
    void use(int rack, int accelerators, long watts) {
        free[rack] -= accelerators;
        freeInLoop[site.loop(rack)] -= accelerators;
        freeInRow[site.row(rack)] -= accelerators;
        rackLeft[rack] -= watts;
        loopLeft[site.loop(rack)] -=
                watts < 0 ? -site.heatWatts(rack, -watts) : site.heatWatts(rack, watts);
        for (int domain : site.domainsOf(rack)) {
            domainLeft[domain] -= watts;
        }
    }

    public int free(int rack) {
        return free[rack];
    }

    public int freeInRow(int row) {
        return freeInRow[row];
    }

    long rackLeft(int rack) {
        return rackLeft[rack];
    }

    long loopLeft(int loop) {
        return loopLeft[loop];
    }

    long domainLeft(int domain) {
        return domainLeft[domain];
    }

    /** Watts left in a rack's loop per accelerator free there. */
    double loopWattsPerFree(int rack) {
        return (double) loopLeft[site.loop(rack)] / freeInLoop[site.loop(rack)];
    }

    /** Watts left in the domain nearest to a rack per accelerator free in its row. */
    double rowWattsPerFree(int rack) {
        int[] domains = site.domainsOf(rack);
        return domains.length == 0
                ? Double.MAX_VALUE
                : (double) domainLeft[domains[0]] / freeInRow[site.row(rack)];
    }

    /** Whether a rack, its loop and every domain above it carry so many watts more. */
    public boolean carries(int rack, long watts) {
        if (!carriesNextToIt(rack, watts)) {
            return false;
        }
        for (int domain : site.domainsOf(rack)) {
            if (watts > domainLeft[domain]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a rack and its loop carry so many watts more, whatever feeds them. */
    boolean carriesNextToIt(int rack, long watts) {
        return watts <= rackLeft[rack] && site.heatWatts(rack, watts) <= loopLeft[site.loop(rack)];
    }

    /** Whether no limit of a rack is overdrawn. */
    public boolean isWithinLimits(int rack) {
        return free[rack] >= 0 && carries(rack, 0);
    }

    /**
     * Watts that have to be freed on a rack before it, its loop and the domains above it carry so
     * many.
     *
     * @param levels how many of the domains above it are looked at, nearest first
     */
    long missingWatts(int rack, long watts, int levels) {
        long missing = watts - rackLeft[rack];
        long heat = site.heatWatts(rack, watts) - loopLeft[site.loop(rack)];
        missing = Math.max(missing, site.wattsOfHeat(rack, heat));
        int[] domains = site.domainsOf(rack);
        for (int level = 0; level < Math.min(levels, domains.length); level++) {
            missing = Math.max(missing, watts - domainLeft[domains[level]]);
        }
        return Math.max(0, missing);
    }

    /** The first limit that does not carry so many watts more on a rack, the nearest first. */
    public Optional<Lack> lackOf(int rack, long watts) {
        if (watts > rackLeft[rack]) {
            return Optional.of(new Lack(Limit.RACK, rack, watts, Math.max(0, rackLeft[rack])));
        }
        for (int domain : site.domainsOf(rack)) {
            if (watts > domainLeft[domain]) {
                return Optional.of(
                        new Lack(Limit.DOMAIN, domain, watts, Math.max(0, domainLeft[domain])));
            }
        }
        int loop = site.loop(rack);
        long heat = site.heatWatts(rack, watts);
        return heat > loopLeft[loop]
                ? Optional.of(new Lack(Limit.LOOP, loop, heat, Math.max(0, loopLeft[loop])))
                : Optional.empty();
    }
}
