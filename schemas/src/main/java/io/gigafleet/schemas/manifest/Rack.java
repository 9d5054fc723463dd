package io.gigafleet.schemas.manifest;

/** A rack that stands at its position. */
public record Rack(Metadata metadata, Spec spec) implements Manifest {

    /**
     * Where the rack stands and what feeds it.
     *
     * @param position place in the row, from 1
     * @param powerDomain the domain that feeds the rack directly
     */
    public record Spec(
            String sku,
            String serial,
            String hall,
            String row,
            int position,
            String powerDomain,
            String coolantLoop) {}
}
