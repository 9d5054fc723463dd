package io.gigafleet.controlplane.fleet;

/**
 * How many accelerators a tenant may hold.
 *
 * @param accelerators its guaranteed share
 * @param borrowLimit how many more it may hold while others leave theirs idle; they are reclaimed
 *     when a tenant within its share needs them
 */
public record TenantQuota(int accelerators, int borrowLimit) {

    public TenantQuota {
        if (accelerators < 0 || borrowLimit < 0) {
            throw new IllegalArgumentException(
                    "a quota of %d accelerators and %d to borrow: neither may be negative"
                            .formatted(accelerators, borrowLimit));
        }
    }

    /** A share without borrowing. */
    public static TenantQuota of(int accelerators) {
        return new TenantQuota(accelerators, 0);
    }

    /** The most it may hold, borrowed ones included. */
    public long most() {
        return (long) accelerators + borrowLimit;
    }
}
