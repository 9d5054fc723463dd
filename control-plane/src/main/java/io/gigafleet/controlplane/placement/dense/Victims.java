package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/**
 * The replicas of one rack whose going makes room for a part at the least loss: an exact search
 * over kinds of replicas, by branch and bound. A kind is what takes as much, draws as much and is
 * worth as much.
 *
 * <p>The search minimises the worth given up, subject to accelerators and watts freed. The bound of
 * a branch is what the rest would cost if replicas could be cut into pieces, for accelerators alone
 * and for watts alone.
 */
final class Victims {

    /** Branches looked at before the best found so far is taken. A rack rarely needs 200. */
    private static final int BRANCHES_MOST = 20_000;

    private int kinds;
    private int[] accelerators = new int[16];
    private long[] watts = new long[16];
    private long[] worth = new long[16];
    private int[] count = new int[16];
    private int[] chosen = new int[16];
    private int[] bestChosen = new int[16];
    private double[] leastPerAccelerator = new double[17];
    private double[] leastPerWatt = new double[17];
    private long best;
    private int branches;

    /** Forgets all kinds. */
    void clear() {
        kinds = 0;
    }

    /** Adds one replica that may go. */
    void add(int itsAccelerators, long itsWatts, long itsWorth) {
        for (int kind = 0; kind < kinds; kind++) {
            if (accelerators[kind] == itsAccelerators
                    && watts[kind] == itsWatts
                    && worth[kind] == itsWorth) {
                count[kind]++;
                return;
            }
        }
        if (kinds == accelerators.length) {
            grow();
        }
        accelerators[kinds] = itsAccelerators;
        watts[kinds] = itsWatts;
        worth[kinds] = itsWorth;
        count[kinds++] = 1;
    }

    private void grow() {
        int length = 2 * kinds;
        accelerators = Arrays.copyOf(accelerators, length);
        watts = Arrays.copyOf(watts, length);
        worth = Arrays.copyOf(worth, length);
        count = Arrays.copyOf(count, length);
        chosen = new int[length];
        bestChosen = new int[length];
        leastPerAccelerator = new double[length + 1];
        leastPerWatt = new double[length + 1];
    }

    /**
     * The least worth whose going frees so much.
     *
     * @param below what it must stay under
     * @return the worth given up, or {@code below} if there is no such choice
     */
    long cheapest(int neededAccelerators, long neededWatts, long below) {
        best = below;
        branches = 0;
        sortCheapestFirst();
        leastPerAccelerator[kinds] = Double.POSITIVE_INFINITY;
        leastPerWatt[kinds] = Double.POSITIVE_INFINITY;
        for (int kind = kinds - 1; kind >= 0; kind--) {
            leastPerAccelerator[kind] =
                    Math.min(
                            leastPerAccelerator[kind + 1],
                            (double) worth[kind] / accelerators[kind]);
            leastPerWatt[kind] =
                    Math.min(
                            leastPerWatt[kind + 1],
                            (double) worth[kind] / Math.max(1, watts[kind]));
        }
        search(0, neededAccelerators, neededWatts, 0);
        return best;
    }

    private void sortCheapestFirst() {
        for (int at = 1; at < kinds; at++) {
            for (int to = at; to > 0 && isCheaper(to, to - 1); to--) {
                swap(to, to - 1);
            }
        }
    }

    private boolean isCheaper(int one, int other) {
        long left = worth[one] * accelerators[other];
        long right = worth[other] * accelerators[one];
        return left != right ? left < right : accelerators[one] > accelerators[other];
    }

    private void swap(int one, int other) {
        int number = accelerators[one];
        accelerators[one] = accelerators[other];
        accelerators[other] = number;
        number = count[one];
        count[one] = count[other];
        count[other] = number;
        long amount = watts[one];
        watts[one] = watts[other];
        watts[other] = amount;
        amount = worth[one];
        worth[one] = worth[other];
        worth[other] = amount;
    }

    private void search(int kind, int missing, long missingWatts, long lost) {
        if (missing <= 0 && missingWatts <= 0) {
            if (lost < best) {
                best = lost;
                System.arraycopy(chosen, 0, bestChosen, 0, kind);
                Arrays.fill(bestChosen, kind, kinds, 0);
            }
            return;
        }
        if (kind == kinds || ++branches > BRANCHES_MOST) {
            return;
        }
        double bound =
                lost
                        + Math.max(
                                missing > 0 ? missing * leastPerAccelerator[kind] : 0,
                                missingWatts > 0 ? missingWatts * leastPerWatt[kind] : 0);
        if (bound >= best) {
            return;
        }
        int most = count[kind];
        int enough = missing > 0 ? (missing + accelerators[kind] - 1) / accelerators[kind] : 0;
        if (missingWatts > 0 && watts[kind] > 0) {
            enough =
                    (int)
                            Math.max(
                                    enough,
                                    Math.min(most, (missingWatts + watts[kind] - 1) / watts[kind]));
        }
        for (int take = Math.min(most, enough); take >= 0; take--) {
            chosen[kind] = take;
            search(
                    kind + 1,
                    missing - take * accelerators[kind],
                    missingWatts - take * watts[kind],
                    lost + take * worth[kind]);
        }
        chosen[kind] = 0;
    }

    /** Whether one more of this kind goes by the choice found last; counts it as gone if so. */
    boolean takes(int itsAccelerators, long itsWatts, long itsWorth) {
        for (int kind = 0; kind < kinds; kind++) {
            if (accelerators[kind] == itsAccelerators
                    && watts[kind] == itsWatts
                    && worth[kind] == itsWorth
                    && bestChosen[kind] > 0) {
                bestChosen[kind]--;
                return true;
            }
        }
        return false;
    }
}
