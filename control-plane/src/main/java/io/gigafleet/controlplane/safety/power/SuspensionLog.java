package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.GuardAct;
import io.gigafleet.controlplane.safety.Suspension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which racks one look suspends, for the sake of which zone, and which may work again. */
final class SuspensionLog {

    /** Racks named one by one in an act; more are counted. */
    private static final int MOST_NAMED = 16;

    private final PowerLook look;
    private final PowerMemory before;
    private final Suspension[] told;

    SuspensionLog(PowerLook look, PowerMemory before) {
        this.look = look;
        this.before = before;
        told = before.suspensions().clone();
    }

    /**
     * Racks that were suspended for a zone, and not for one before it.
     *
     * @param draws what the zone draws, in words
     */
    Optional<GuardAct> suspended(Zone zone, String draws) {
        List<String> racks = new ArrayList<>();
        for (int rack : zone.racks()) {
            if (look.suspensions[rack].compareTo(told[rack]) > 0) {
                told[rack] = look.suspensions[rack];
                racks.add(name(rack) + " " + told[rack]);
            }
        }
        return act(
                zone.kind().automation(), "suspend", look.site.subject(zone), draws + "; ", racks);
    }

    /** Racks that may work again, or more of them. */
    Optional<GuardAct> resumed() {
        List<String> racks = new ArrayList<>();
        for (int rack = 0; rack < told.length; rack++) {
            if (look.suspensions[rack].compareTo(before.suspensions()[rack]) < 0) {
                racks.add(name(rack));
            }
        }
        String subject = racks.size() == 1 ? "rack/" + racks.getFirst() : "site";
        return act(Automation.POWER, "resume", subject, "", racks);
    }

    private static Optional<GuardAct> act(
            Automation automation,
            String action,
            String subject,
            String before,
            List<String> racks) {
        if (racks.isEmpty()) {
            return Optional.empty();
        }
        String named = String.join(", ", racks.subList(0, Math.min(MOST_NAMED, racks.size())));
        String count = racks.size() == 1 ? "1 rack: " : racks.size() + " racks: ";
        return Optional.of(new GuardAct(automation, action, subject, before + count + named, true));
    }

    private String name(int rack) {
        return look.site.topology().rack(rack).name();
    }
}
