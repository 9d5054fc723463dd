package io.gigafleet.schemas.manifest;

import java.util.List;
import java.util.Map;

/** Racks that are expected, and where each of them will stand. */
public record RackDelivery(Metadata metadata, Spec spec) implements Manifest {

    /** The racks, in the order the operator wrote. */
    public record Spec(List<ExpectedRack> racks) {
        public Spec {
            racks = List.copyOf(racks);
        }
    }

    /**
     * One rack as ordered.
     *
     * @param batch what was built together and may fail together; empty: not known
     * @param position place in the row, from 1
     * @param powerDomain the domain that will feed the rack directly
     * @param labels words to select by; they win over those of its row and hall
     */
    public record ExpectedRack(
            String name,
            String sku,
            String serial,
            String batch,
            String hall,
            String row,
            int position,
            String powerDomain,
            String coolantLoop,
            Map<String, String> labels) {
        public ExpectedRack {
            batch = batch == null ? "" : batch;
            labels = labels == null ? Map.of() : Map.copyOf(labels);
        }

        /** The rack as it will stand. */
        public Rack rack() {
            return new Rack(
                    new Metadata(name, labels),
                    new Rack.Spec(sku, serial, hall, row, position, powerDomain, coolantLoop));
        }
    }
}
