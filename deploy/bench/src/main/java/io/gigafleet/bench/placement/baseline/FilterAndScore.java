package io.gigafleet.bench.placement.baseline;

import io.gigafleet.bench.placement.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places one replica at a time: filters the racks, scores those that fit, takes the best. */
public final class FilterAndScore {

    private final SiteBook book;
    private final int enough;
    private final Scoring scoring;

    /** Where the next search starts, so that all racks get their turn. */
    private int start;

    private final int[] feasible;
    private int found;

    /** Looks at racks of the book until so many fit. */
    public FilterAndScore(SiteBook book, int enough, Scoring scoring) {
        this.book = book;
        this.enough = enough;
        this.scoring = scoring;
        this.feasible = new int[book.rackCount()];
    }

    /** The racks taken for a replica; none: it has no place. */
    public List<Integer> place(int deployment, Deployment asked) {
        if (!book.isWithinQuota(asked)) {
            return List.of();
        }
        filter(deployment, asked);
        List<Integer> racks = asked.isGang() ? bestRow(asked) : bestRack();
        if (!racks.isEmpty()) {
            racks.forEach(rack -> book.take(rack, asked));
            book.count(deployment, asked, book.row(racks.getFirst()));
        }
        return racks;
    }

    private void filter(int deployment, Deployment asked) {
        int racks = book.rackCount();
        int wanted = asked.isGang() ? racks : enough;
        found = 0;
        int looked = 0;
        while (looked < racks && found < wanted) {
            int rack = (start + looked) % racks;
            if (book.fits(rack, deployment, asked)) {
                feasible[found++] = rack;
            }
            looked++;
        }
        start = (start + looked) % racks;
    }

    private List<Integer> bestRack() {
        int best = -1;
        double bestScore = 0;
        for (int at = 0; at < found; at++) {
            double score = scoring.score(book, feasible[at]);
            if (best < 0 || score > bestScore) {
                best = feasible[at];
                bestScore = score;
            }
        }
        return best < 0 ? List.of() : List.of(best);
    }

    /**
     * The racks of the first row where enough fit and all together find power; the row's own
     * headroom is checked by taking them one by one.
     */
    private List<Integer> bestRow(Deployment asked) {
        Map<Integer, List<Integer>> byRow = new HashMap<>();
        for (int at = 0; at < found; at++) {
            List<Integer> ofRow =
                    byRow.computeIfAbsent(book.row(feasible[at]), ignored -> new ArrayList<>());
            ofRow.add(feasible[at]);
            if (ofRow.size() >= asked.racks()) {
                List<Integer> gang = takeable(ofRow, asked);
                if (gang.size() == asked.racks()) {
                    return gang;
                }
            }
        }
        return List.of();
    }

    private List<Integer> takeable(List<Integer> racks, Deployment asked) {
        List<Integer> gang = new ArrayList<>();
        for (int rack : racks) {
            if (gang.size() < asked.racks() && book.hasPower(rack, asked)) {
                book.take(rack, asked);
                gang.add(rack);
            }
        }
        gang.forEach(rack -> book.giveBack(rack, asked));
        return gang;
    }
}
