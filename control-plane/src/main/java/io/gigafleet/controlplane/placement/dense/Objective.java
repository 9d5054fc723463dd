package io.gigafleet.controlplane.placement.dense;

/** What a full fleet is filled with. */
public enum Objective {
    /** The greatest sum of {@code accelerators * 2^priority}. */
    WEIGHTED,
    /** The most accelerators, whatever their priority. */
    ACCELERATORS;

    /** What one replica of an ask is worth. */
    public long worth(Ask ask) {
        return switch (this) {
            case WEIGHTED -> ask.weight();
            case ACCELERATORS -> ask.accelerators();
        };
    }
}
