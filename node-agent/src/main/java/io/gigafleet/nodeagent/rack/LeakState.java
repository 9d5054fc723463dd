package io.gigafleet.nodeagent.rack;

import java.util.BitSet;

/** What a rack's leak sensors say. */
public sealed interface LeakState {

    LeakState DRY = new Dry();

    /** No sensor is wet. */
    record Dry() implements LeakState {}

    /** Water in some compute trays, from 0. */
    record Trays(BitSet trays) implements LeakState {
        public Trays {
            trays = (BitSet) trays.clone();
            if (trays.isEmpty()) {
                throw new IllegalArgumentException("a tray leak names no tray. Say Dry instead");
            }
        }

        @Override
        public BitSet trays() {
            return (BitSet) trays.clone();
        }

        int count() {
            return trays.cardinality();
        }
    }

    /** Water at the bottom of the rack or at its manifold. */
    record WholeRack() implements LeakState {}

    /** A sensor does not answer: nobody knows whether it is dry. */
    record SensorFault() implements LeakState {}
}
