package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.placement.Demand;

/** Which slot of which service. */
record SlotName(String service, int slot) {

    static SlotName of(Demand demand) {
        return new SlotName(demand.service().name(), demand.slot());
    }

    @Override
    public String toString() {
        return service + " slot " + slot;
    }
}
