package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.Site.DomainKind;

/**
 * A node of the power tree, as decisions use it.
 *
 * @param parent index of the domain that feeds this one, or {@link #ROOT}
 * @param budgetWatts what may be committed below it
 */
public record PowerDomain(String name, DomainKind kind, int parent, long budgetWatts) {

    /** The parent of a domain that nothing feeds. */
    public static final int ROOT = -1;

    public PowerDomain {
        if (budgetWatts <= 0) {
            throw new IllegalArgumentException(
                    "power domain " + name + " has a budget of " + budgetWatts + " W");
        }
    }
}
