package io.gigafleet.nodeagent.admin;

import io.gigafleet.schemas.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Faults on demand: the words of {@code POST /faults/WORD?rack=ID&…}, and what they take. */
enum FaultKind {
    LEAK(
            "[kind=tray|rack|dry|sensor] [tray=N,M]",
            "Water at the sensors of trays (from 0), or of the whole rack; dry ends it; sensor: the"
                    + " leak sensor does not answer."),
    PUMP(
            "[share=0.5] [seconds=N]",
            "The pumps of the rack's loop bring a share of their flow; 0: none."),
    CAPACITY(
            "[share=0.5] [seconds=N]",
            "The distribution unit of the rack's loop rejects a share of the heat it should."),
    SHELF("[share=0.5] [seconds=N]", "Power shelves fail; the others carry a share of peak power."),
    SENSOR(
            "[of=die|flow|watts|leak] [seconds=N]",
            "A sensor says all the time what it says now. watts: the accelerators' only; the rack's"
                    + " meter goes on."),
    SILENT("[seconds=60]", "The rack sends nothing."),
    THROTTLE(
            "[clock=0.5] [accelerators=0-7,12] [flow=SHARE] [seconds=N]",
            "Clocks of accelerators (all, if none is named) are stuck at a share; with flow=SHARE"
                    + " instead, a choked hose leaves that share of the flow."),
    KILL("[accelerator=0] [seconds=N]", "Accelerators die; replicas on them stop."),
    SURGE(
            "[use=1] [seconds=30]",
            "All living accelerators draw as much as at that use, with or without work."),
    MEND("", "Ends all faults of the rack and of its loop, water too; not those of a firmware.");

    private static final Pattern DETAIL = Pattern.compile("([a-z]+)=");

    /** What a fault is of, not how it is. */
    private static final Set<String> SUBJECTS = Set.of("rack", "loop");

    private final String takes;
    private final String help;

    FaultKind(String takes, String help) {
        this.takes = takes;
        this.help = help;
    }

    /** Seconds it lasts if nobody says; 0: until it is mended. */
    long usualSeconds() {
        return switch (this) {
            case SILENT -> 60;
            case SURGE -> 30;
            case LEAK, PUMP, CAPACITY, SHELF, SENSOR, THROTTLE, KILL, MEND -> 0;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(FaultKind::word).toList();
    }

    /** Names of the details it takes beside what it is of. */
    List<String> details() {
        return DETAIL.matcher(takes).results().map(detail -> detail.group(1)).toList();
    }

    /**
     * Checks that it takes all that a query says.
     *
     * @throws IllegalArgumentException if it does not; the message says what it takes
     */
    void check(Set<String> names) {
        for (String name : names) {
            if (!SUBJECTS.contains(name) && !details().contains(name)) {
                throw new IllegalArgumentException(
                        details().isEmpty()
                                ? word() + " takes no '" + name + "', and no other detail"
                                : "%s takes no '%s'; it takes %s"
                                        .formatted(word(), name, String.join(", ", details())));
            }
        }
    }

    /** What to say of a word that is no fault. */
    static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                "'"
                        + word
                        + "' is no fault. "
                        + NearestWord.of(word, words())
                                .map(near -> "Maybe '" + near + "'?")
                                .orElse("There are " + String.join(", ", words())));
    }

    /** The whole table, for people. */
    static String table() {
        StringBuilder text = new StringBuilder(2_048);
        text.append("POST /faults/KIND?rack=ID&… with one of\n\n");
        for (FaultKind kind : values()) {
            text.append(String.format(Locale.ROOT, "%-9s %s%n", kind.word(), kind.takes));
            text.append("          ").append(kind.help).append('\n');
        }
        return text.append(
                        "\nWithout seconds a fault lasts until mend. For faults that stages find:")
                .append(" POST /faults/stage {\"rack\":\"ID\",\"fault\":\"leak\"}\n")
                .toString();
    }
}
