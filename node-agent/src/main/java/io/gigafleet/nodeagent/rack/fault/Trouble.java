package io.gigafleet.nodeagent.rack.fault;

import io.gigafleet.nodeagent.rack.RackTroubles;
import java.util.BitSet;

/** One thing that goes wrong with a rack at work. */
public sealed interface Trouble {

    /** Accelerators die; a replica that spans one of them stops. */
    record Kill(BitSet accelerators) implements Trouble {
        public Kill {
            accelerators = named(accelerators);
        }

        @Override
        public BitSet accelerators() {
            return (BitSet) accelerators.clone();
        }
    }

    /** Accelerators' clocks are stuck at a share of full clock, as by a bad thermal interface. */
    record SlowClock(BitSet accelerators, double clock) implements Trouble {
        public SlowClock {
            accelerators = named(accelerators);
            requireShare("clock", clock);
        }

        @Override
        public BitSet accelerators() {
            return (BitSet) accelerators.clone();
        }
    }

    /** Power shelves fail; the others carry a share of the rack's peak. */
    record LostShelf(double powerShare) implements Trouble {
        public LostShelf {
            requireShare("share", powerShare);
        }
    }

    /** A choked hose leaves a share of the flow. */
    record Choke(double flowShare) implements Trouble {
        public Choke {
            requireShare("flow", flowShare);
        }
    }

    /** A sensor says all the time what it said when it got stuck. */
    record StuckSensor(RackTroubles.Sensor sensor) implements Trouble {}

    /** All living accelerators are driven to a use at least, whether they have work or not. */
    record Surge(double use) implements Trouble {
        public Surge {
            requireShare("use", use);
        }
    }

    /** A switch tray of the scale-up fabric fails. */
    record SwitchTray() implements Trouble {}

    /** The serving process on an accelerator dies and starts anew; over at once. */
    record Crash(int accelerator) implements Trouble {}

    private static BitSet named(BitSet accelerators) {
        if (accelerators.isEmpty()) {
            throw new IllegalArgumentException("no accelerator is named. Name one, from 0");
        }
        return (BitSet) accelerators.clone();
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    name + " is " + value + ": give a share above 0 and at most 1");
        }
    }
}
