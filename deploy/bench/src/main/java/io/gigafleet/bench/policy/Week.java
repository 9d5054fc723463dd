package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.Topology;
import java.util.List;

/**
 * What all policies get: the hall, the load, the mishaps.
 *
 * @param racks of the hall
 * @param seconds of simulated time
 * @param oversubscription the racks' peaks over what a row carries, and their heat over what a loop
 *     rejects
 * @param marginPercent on observed draw, for who plans with it
 */
record Week(
        int racks,
        int seconds,
        double oversubscription,
        long seed,
        LoadTrace trace,
        List<Mishap> mishaps,
        int marginPercent) {

    private static final int DAY_SECONDS = 86_400;
    private static final int RACKS_PER_ROW = 16;

    Week {
        mishaps = List.copyOf(mishaps);
        if (racks < 1 || seconds < 1 || oversubscription < 1) {
            throw new IllegalArgumentException(
                    "racks %d, seconds %d, oversubscription %s: each is to be 1 at least"
                            .formatted(racks, seconds, oversubscription));
        }
    }

    /** Days with the usual mishaps. */
    static Week ofDays(
            int racks,
            int days,
            double oversubscription,
            long seed,
            LoadTrace trace,
            int marginPercent) {
        return new Week(
                racks,
                days * DAY_SECONDS,
                oversubscription,
                seed,
                trace,
                Mishap.ofDays(days, racks > RACKS_PER_ROW ? "h1-r2" : "h1-r1"),
                marginPercent);
    }

    Topology topology() {
        return HallSite.of(racks, oversubscription);
    }

    /** Steps are of ten seconds, and of one where something happens. */
    int stepSeconds(int second) {
        for (Mishap mishap : mishaps) {
            if (mishap.isEventfulAt(second)) {
                return 1;
            }
        }
        return OfferedLoad.BIN_SECONDS;
    }
}
