package io.gigafleet.nodeagent.rack.fault;

import io.gigafleet.schemas.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Something wrong with a rack that comes in. */
public enum RackFault {
    /** Its serial is not the one that was ordered. */
    WRONG_RACK,
    /** A compute tray is not there. */
    MISSING_TRAY,
    /** Its coolant circuit loses pressure; sometimes a tray's leak sensor gets wet. */
    LEAK,
    /** A choked hose leaves about half of the flow. */
    LOW_FLOW,
    /** The first attempt to bring it to the pinned firmware fails. */
    WRONG_FIRMWARE,
    /** An accelerator dies under load. */
    ACCELERATOR,
    /** A switch tray does not come up. */
    SWITCH_TRAY,
    /** Its firmware does not bear the load: accelerators fall to a low clock. */
    BURN_IN_FIRMWARE,
    /** Its flow sensor is stuck, and the true flow is less than it says. */
    FLOW_SENSOR;

    /** How people write it: {@code missing-tray}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(RackFault::word).toList();
    }

    /**
     * The fault of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static RackFault ofWord(String word) {
        for (RackFault fault : values()) {
            if (fault.word().equals(word)) {
                return fault;
            }
        }
        throw new IllegalArgumentException(
                "'"
                        + word
                        + "' is no fault. "
                        + NearestWord.of(word, words())
                                .map(near -> "Maybe '" + near + "'?")
                                .orElse("There are " + String.join(", ", words())));
    }
}
