package io.gigafleet.cli;

import java.util.Arrays;
import java.util.Locale;

/** What {@code get} can list. */
enum Resource {
    RACKS("rack"),
    SERVICES("service"),
    PLACEMENTS("placement"),
    SITE("sites"),
    DOMAINS("domain"),
    LOOPS("loop"),
    ROLLOUTS("rollout"),
    DELIVERIES("delivery"),
    TICKETS("ticket"),
    QUEUE("queued"),
    HISTORY("events"),
    SERIES("trend");

    private final String otherWord;

    Resource(String otherWord) {
        this.otherWord = otherWord;
    }

    /** Where the API has it. */
    String path() {
        return switch (this) {
            case TICKETS -> "/repair-tickets";
            case HISTORY -> "/placements/history";
            case RACKS,
                    SERVICES,
                    PLACEMENTS,
                    SITE,
                    DOMAINS,
                    LOOPS,
                    ROLLOUTS,
                    DELIVERIES,
                    QUEUE,
                    SERIES ->
                    "/" + word();
        };
    }

    /** The word of the command line. */
    String word() {
        return wordOf(this);
    }

    /** The word of any choice. */
    static String wordOf(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** The resource of a word, in singular or plural. */
    static Resource of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(
                        resource ->
                                resource.word().equals(lower) || resource.otherWord.equals(lower))
                .findFirst()
                .orElseThrow(
                        () ->
                                Words.unknown(
                                        word,
                                        Arrays.stream(values()).map(Resource::word).toList()));
    }
}
