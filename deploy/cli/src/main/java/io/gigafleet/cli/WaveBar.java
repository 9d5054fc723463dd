package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How far a wave is, as a bar and in numbers. */
final class WaveBar {

    private static final int CELLS = 24;

    private WaveBar() {}

    /** {@code ████████░░░░}: the share of racks in service. */
    static String bar(JsonNode wave) {
        int racks = wave.path("racks").asInt();
        int full = racks == 0 ? 0 : CELLS * wave.path("inService").asInt() / racks;
        return "█".repeat(full) + "░".repeat(CELLS - full);
    }

    /** {@code 6/8 in service 1 quarantined}. */
    static String counts(JsonNode wave) {
        List<String> words = new ArrayList<>();
        words.add(Values.outOf(wave.path("inService"), wave.path("racks")) + " in service");
        for (String state : new String[] {"active", "quarantined", "skipped", "left"}) {
            if (wave.path(state).asInt() > 0) {
                words.add(Values.whole(wave.path(state)) + " " + state);
            }
        }
        return String.join("  ", words);
    }
}
