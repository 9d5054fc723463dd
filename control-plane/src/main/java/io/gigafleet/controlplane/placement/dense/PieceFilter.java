package io.gigafleet.controlplane.placement.dense;

/** Which pieces something may be done to. */
@FunctionalInterface
public interface PieceFilter {

    boolean test(int piece);
}
