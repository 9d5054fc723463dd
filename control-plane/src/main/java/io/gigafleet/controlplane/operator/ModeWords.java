package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Mode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads modes of requests. */
final class ModeWords {

    private static final String ALL = "all";
    private static final String INHERIT = "inherit";

    private ModeWords() {}

    /**
     * Modes by automation; empty: as the next wider scope says.
     *
     * @throws Refusal if a word is none
     */
    static Map<Automation, Optional<Mode>> read(Map<String, String> words) {
        Map<Automation, Optional<Mode>> modes = new EnumMap<>(Automation.class);
        new TreeMap<>(words)
                .forEach(
                        (automation, word) -> {
                            Optional<Mode> mode = mode(automation, String.valueOf(word));
                            automations(automation).forEach(each -> modes.put(each, mode));
                        });
        return modes;
    }

    private static List<Automation> automations(String word) {
        if (word.equals(ALL)) {
            return List.of(Automation.values());
        }
        return List.of(
                Arrays.stream(Automation.values())
                        .filter(automation -> automation.word().equals(word))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Refusal.ofField(
                                                "modes",
                                                "there is no automation '" + word + "'",
                                                "write "
                                                        + Arrays.stream(Automation.values())
                                                                .map(Automation::word)
                                                                .collect(Collectors.joining(", "))
                                                        + " or all")));
    }

    private static Optional<Mode> mode(String automation, String word) {
        if (word.equals(INHERIT)) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(Mode.values())
                        .filter(mode -> mode.word().equals(word))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Refusal.ofField(
                                                "modes",
                                                automation + " has no mode '" + word + "'",
                                                "write observe, suggest, act or inherit")));
    }
}
