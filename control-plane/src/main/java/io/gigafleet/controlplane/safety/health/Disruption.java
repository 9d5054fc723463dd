package io.gigafleet.controlplane.safety.health;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of each row, each hall and the site is silent, as Kubernetes' node lifecycle controller
 * judges its zones. Only silence counts: a rack that is BAD is known to be broken, and says nothing
 * of what we don't see.
 */
final class Disruption {

    /** How fast racks of a place may be given up for their silence. */
    enum Mode {
        /** Few are silent. */
        NORMAL,
        /**
         * More than 55%, and more than two, are silent: rather a common cause than broken racks.
         */
        PARTIAL,
        /** Everything is silent: more likely it is us. */
        FULL
    }

    private static final double UNHEALTHY_SHARE = 0.55;
    private static final int FEW = 2;

    private final FleetView view;
    private final Map<String, Silence> rows = new HashMap<>();
    private final Map<String, Silence> halls = new HashMap<>();
    private final Silence site;

    /** Racks that should be heard, and how many of them are not. */
    private record Silence(int racks, int silent, int heard) {
        static final Silence NONE = new Silence(0, 0, 0);

        Silence with(RackView rack) {
            boolean isSilent =
                    rack.condition() == Condition.STALE || rack.condition() == Condition.LOST;
            boolean isHeard = rack.condition() == Condition.FRESH;
            return new Silence(racks + 1, silent + (isSilent ? 1 : 0), heard + (isHeard ? 1 : 0));
        }

        Mode mode() {
            return silent > FEW && silent > UNHEALTHY_SHARE * racks ? Mode.PARTIAL : Mode.NORMAL;
        }
    }

    Disruption(FleetView view) {
        this.view = view;
        Silence all = Silence.NONE;
        for (int rack = 0; rack < view.racks().size(); rack++) {
            RackView seen = view.rack(rack);
            if (seen.isExpectedToSpeak()) {
                RackSpot spot = view.topology().rack(rack);
                add(rows, spot.row(), seen);
                add(halls, spot.hall(), seen);
                all = all.with(seen);
            }
        }
        site = all;
    }

    private static void add(Map<String, Silence> places, String place, RackView rack) {
        places.put(place, places.getOrDefault(place, Silence.NONE).with(rack));
    }

    /** Whether nothing is heard of any rack that should be. */
    boolean isTotal() {
        return site.racks() > 0 && site.heard() == 0;
    }

    /** The worse of a rack's row and hall. */
    Mode of(int rack) {
        if (isTotal()) {
            return Mode.FULL;
        }
        RackSpot spot = view.topology().rack(rack);
        Mode row = rows.getOrDefault(spot.row(), Silence.NONE).mode();
        Mode hall = halls.getOrDefault(spot.hall(), Silence.NONE).mode();
        return row == Mode.PARTIAL || hall == Mode.PARTIAL ? Mode.PARTIAL : Mode.NORMAL;
    }
}
