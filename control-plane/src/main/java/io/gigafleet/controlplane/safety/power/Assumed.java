package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.WattsText;

/**
 * What of a zone's draw nobody measured: what is counted of racks that were not heard lately.
 *
 * @param racks that are silent and count
 */
record Assumed(long watts, int racks) {

    private static final int PERMILLE = 1_000;

    static Assumed of(PowerLook look, Zone zone) {
        long watts = 0;
        int racks = 0;
        for (int rack : zone.racks()) {
            long assumedWatts = look.assumedWatts(rack);
            if (assumedWatts > 0) {
                watts += assumedWatts * zone.permille()[rack] / PERMILLE;
                racks++;
            }
        }
        return new Assumed(watts, racks);
    }

    /** To follow a draw in a sentence; empty where all of it was measured. */
    String text() {
        return racks == 0
                ? ""
                : ", of which %s assumed of %d silent %s"
                        .formatted(WattsText.of(watts), racks, racks == 1 ? "rack" : "racks");
    }
}
