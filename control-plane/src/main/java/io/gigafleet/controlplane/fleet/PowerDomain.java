package io.gigafleet.controlplane.fleet;

import io.gigafleet.schemas.manifest.Site.DomainKind;

/**
 * A node of the power tree, as decisions use it.
 *
 * @param parent index of the domain that feeds this one, or {@link #ROOT}
 * @param budgetWatts what may be committed below it
 * @param failoverWatts what it carries for ever when its other feed is lost
 */
public record PowerDomain(
        String name, DomainKind kind, int parent, long budgetWatts, long failoverWatts) {

    /** The parent of a domain that nothing feeds. */
    public static final int ROOT = -1;

    public PowerDomain {
        if (budgetWatts <= 0) {
            throw new IllegalArgumentException(
                    "power domain " + name + " has a budget of " + budgetWatts + " W");
        }
        if (failoverWatts <= 0 || failoverWatts > budgetWatts) {
            throw new IllegalArgumentException(
                    "power domain %s has failoverWatts of %d with a budget of %d W: it must be above 0 and at most the budget"
                            .formatted(name, failoverWatts, budgetWatts));
        }
    }

    /** A domain that carries as much on one feed as on both. */
    public PowerDomain(String name, DomainKind kind, int parent, long budgetWatts) {
        this(name, kind, parent, budgetWatts, budgetWatts);
    }

    /** The same domain with another budget; it carries no more than that on one feed. */
    public PowerDomain withBudget(long watts) {
        return new PowerDomain(name, kind, parent, watts, Math.min(failoverWatts, watts));
    }
}
