package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Who services belong to. */
public record Tenant(Metadata metadata, Spec spec) implements Manifest {

    /**
     * The tenant's limits.
     *
     * @param acceleratorQuota accelerators all services of the tenant may hold at any time
     * @param borrowLimit accelerators beyond the quota that they may hold while other tenants leave
     *     theirs idle; taken back when one of those needs them; 0 makes the quota a hard one
     */
    public record Spec(
            int acceleratorQuota, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int borrowLimit) {

        /** A hard quota. */
        public Spec(int acceleratorQuota) {
            this(acceleratorQuota, 0);
        }
    }
}
