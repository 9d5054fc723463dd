package io.gigafleet.schemas.manifest;

/** Who services belong to. */
public record Tenant(Metadata metadata, Spec spec) implements Manifest {

    /**
     * The tenant's limits.
     *
     * @param acceleratorQuota accelerators all services of the tenant may hold at once
     */
    public record Spec(int acceleratorQuota) {}
}
