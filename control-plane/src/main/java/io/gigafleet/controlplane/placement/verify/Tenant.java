package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.TenantQuota;

/** A tenant: what it may hold, and what it holds by the plan so far. */
final class Tenant {

    private final String name;
    private long share = Long.MAX_VALUE;
    private long most = Long.MAX_VALUE;
    private long held;

    Tenant(String name) {
        this.name = name;
    }

    /** Of different quotas the smallest holds. */
    void limit(TenantQuota quota) {
        share = Math.min(share, quota.accelerators());
        most = Math.min(most, quota.most());
    }

    String name() {
        return name;
    }

    /** Accelerators that are its own, whatever others need. */
    long share() {
        return share;
    }

    /** Accelerators it may hold, borrowed ones included. */
    long most() {
        return most;
    }

    long held() {
        return held;
    }

    void hold(long accelerators) {
        held += accelerators;
    }
}
