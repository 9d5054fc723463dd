package io.gigafleet.nodeagent.agent;

/** Something that goes wrong with a coolant loop's distribution unit. */
public sealed interface LoopTrouble {

    /** Its pumps bring a share of the rated flow; 0: none. */
    record Pumps(double share) implements LoopTrouble {
        public Pumps {
            requireShare(share);
        }
    }

    /** It rejects a share of the heat it should: a fouled exchanger, warm facility water. */
    record Capacity(double share) implements LoopTrouble {
        public Capacity {
            requireShare(share);
        }
    }

    /** All is well again. */
    record Mended() implements LoopTrouble {}

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "share is " + share + ": give one from 0 (nothing left) to 1 (all is well)");
        }
    }
}
