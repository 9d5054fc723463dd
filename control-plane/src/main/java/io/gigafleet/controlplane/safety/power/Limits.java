package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.safety.GuardSight;
import io.gigafleet.controlplane.safety.PlantSights.DomainSight;
import java.util.Arrays;

/**
 * What is in force now.
 *
 * @param domainWatts what each domain carries: its budget, or what it carries on the feeds it has
 * @param loopWatts heat each loop rejects
 * @param siteWatts of the load target; {@link #NONE} if there is none
 * @param sitePatienceMillis how long each rung has that is harsher than caps, to meet it in time
 */
public record Limits(
        long[] domainWatts, long[] loopWatts, long siteWatts, long sitePatienceMillis) {

    /** No limit. */
    public static final long NONE = Long.MAX_VALUE;

    /** Takes budgets as declared, and failover budgets where a feed is lost. */
    public static Limits of(
            GuardSight sight, long[] loopWatts, long siteWatts, long sitePatienceMillis) {
        long[] domains = new long[sight.topology().domains().size()];
        for (int domain = 0; domain < domains.length; domain++) {
            PowerDomain declared = sight.topology().domain(domain);
            DomainSight seen = sight.plant().domains().get(domain);
            domains[domain] =
                    seen.isOnFailover() ? declared.failoverWatts() : declared.budgetWatts();
        }
        return new Limits(domains, loopWatts, siteWatts, sitePatienceMillis);
    }

    long of(Zone zone) {
        return switch (zone.kind()) {
            case LOOP -> loopWatts[zone.index()];
            case DOMAIN -> domainWatts[zone.index()];
            case SITE -> siteWatts;
        };
    }

    /** Budgets for placement: a load target is a budget of every domain nothing feeds. */
    public long[] budgetWatts(GuardSight sight) {
        long[] budgets = Arrays.copyOf(domainWatts, domainWatts.length);
        for (int domain = 0; domain < budgets.length; domain++) {
            if (sight.topology().domain(domain).parent() == PowerDomain.ROOT) {
                budgets[domain] = Math.min(budgets[domain], siteWatts);
            }
        }
        return budgets;
    }
}
