package io.gigafleet.controlplane.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** What must hold of a guarded site after every step. */
final class SiteInvariants {

    private static final long SLOW_PERMILLE = 1_300;

    /** How long a lost feed may leave a domain above what a UPS carries for a minute. */
    private static final long FEED_LOSS_MILLIS = 500;

    /** Far inside the minute a UPS carries 130%. */
    private static final long OVER_MILLIS = 3_000;

    private final FluidSite site;
    private final String run;
    private final long[] overSinceMillis;
    private final long[] feedLostAtMillis;

    SiteInvariants(FluidSite site, String run) {
        this.site = site;
        this.run = run;
        overSinceMillis = new long[site.topology.domains().size()];
        feedLostAtMillis = new long[overSinceMillis.length];
        Arrays.fill(overSinceMillis, site.nowMillis);
    }

    void loseFeed(int domain) {
        site.feedsPresent.put(domain, 1);
        feedLostAtMillis[domain] = site.nowMillis;
    }

    /** Lets a while pass and checks each step of it. */
    void run(long millis) {
        for (long end = site.nowMillis + millis; site.nowMillis < end; ) {
            site.run(FluidSite.STEP_MILLIS);
            for (int domain = 0; domain < overSinceMillis.length; domain++) {
                check(domain);
            }
        }
    }

    private void check(int domain) {
        String where =
                "%s, domain %s, %d ms"
                        .formatted(run, site.topology.domain(domain).name(), site.nowMillis);
        long budget = site.budgetWatts(domain);
        long most = budget * SLOW_PERMILLE / 1_000;
        assertThat(site.sum(domain, site.outcome.capWatts()))
                .as("caps add up, %s", where)
                .isLessThanOrEqualTo(most);
        long watts = site.watts(domain);
        if (site.nowMillis - feedLostAtMillis[domain] > FEED_LOSS_MILLIS) {
            assertThat(watts)
                    .as("never over what a UPS carries, %s", where)
                    .isLessThanOrEqualTo(most);
        }
        if (watts <= budget) {
            overSinceMillis[domain] = site.nowMillis;
        }
        assertThat(site.nowMillis - Math.max(overSinceMillis[domain], feedLostAtMillis[domain]))
                .as("back within the budget in time, %s", where)
                .isLessThanOrEqualTo(OVER_MILLIS);
    }
}
