package io.gigafleet.bench.policy;

import java.util.List;

/** Something that fails in the week, and when, in seconds from its start. */
sealed interface Mishap {

    int fromSecond();

    int untilSecond();

    /** A loop's CDU rejects no heat; its pumps run. */
    record CduLost(int loop, int fromSecond, int untilSecond) implements Mishap {}

    /** A power domain has one of its two feeds: it carries its failover budget. */
    record FeedLost(String domain, int fromSecond, int untilSecond) implements Mishap {}

    /** Whether it is now. */
    default boolean isAt(int second) {
        return second >= fromSecond() && second < untilSecond();
    }

    /** Whether it begins or ends about now, so that steps have to be short. */
    default boolean isEventfulAt(int second) {
        return isAround(second, fromSecond()) || isAround(second, untilSecond());
    }

    private static boolean isAround(int second, int moment) {
        return second >= moment - 60 && second < moment + 900;
    }

    /**
     * The week's two: the second loop's CDU is lost for two hours from two in the afternoon, after
     * a third of the days; the second row's feed for half an hour from eleven in the morning, after
     * two thirds of them.
     */
    static List<Mishap> ofDays(int days, String row) {
        int cdu = days / 3 * 86_400 + 14 * 3_600;
        int feed = days * 2 / 3 * 86_400 + 11 * 3_600;
        return List.of(new CduLost(1, cdu, cdu + 2 * 3_600), new FeedLost(row, feed, feed + 1_800));
    }
}
