package io.gigafleet.controlplane.safety.power;

import io.gigafleet.controlplane.safety.Automation;

/**
 * Racks under one limit.
 *
 * @param index of the loop or domain in the topology
 * @param racks in it
 * @param permille what of each rack's watts counts, for every rack of the topology: all of it for
 *     power, what goes into the coolant for a loop
 */
record Zone(Kind kind, int index, int[] racks, int[] permille) {

    /** What limits a zone. */
    enum Kind {
        /** The heat a CDU rejects. */
        LOOP(Automation.HEAT, Bands.HEAT, Rung.SUSPEND_ALL),
        /** The budget of a power domain. */
        DOMAIN(Automation.POWER, Bands.POWER, Rung.ISOLATE),
        /** A load target. */
        SITE(Automation.LOAD_TARGET, Bands.LOAD_TARGET, Rung.SUSPEND_ALL);

        private final Automation automation;
        private final Bands bands;
        private final Rung lastRung;

        Kind(Automation automation, Bands bands, Rung lastRung) {
            this.automation = automation;
            this.bands = bands;
            this.lastRung = lastRung;
        }

        Automation automation() {
            return automation;
        }

        Bands bands() {
            return bands;
        }

        /** The most a zone of this kind may ask of its racks. */
        Rung lastRung() {
            return lastRung;
        }
    }

    /** What counts of a sum of watts, in watts. */
    long sum(long[] watts) {
        long sum = 0;
        if (kind == Kind.LOOP) {
            for (int rack : racks) {
                sum += watts[rack] * permille[rack];
            }
            return sum / 1_000;
        }
        for (int rack : racks) {
            sum += watts[rack];
        }
        return sum;
    }
}
