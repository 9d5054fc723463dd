package io.gigafleet.bench.placement;

/**
 * A tenant.
 *
 * @param quota accelerators it may hold
 * @param borrow accelerators it may hold beyond its quota
 */
public record Tenant(int id, int quota, int borrow) {

    public Tenant {
        if (quota < 0 || borrow < 0) {
            throw new IllegalArgumentException(
                    "tenant " + id + " has quota=" + quota + " borrow=" + borrow);
        }
    }

    /** The most accelerators it may hold at any time. */
    public long limit() {
        return (long) quota + borrow;
    }
}
