package io.gigafleet.controlplane.safety.power;

/**
 * What is remembered of a zone.
 *
 * @param holding whether racks in it were cut for its sake and not all are released yet
 * @param announcedWatts the cut that was last told of, or what has been left of it since
 * @param gap how far its meter is above what its racks say
 */
record ZoneMemory(boolean holding, long announcedWatts, Climb climb, Calm calm, MeterGap gap) {

    static final ZoneMemory NONE = new ZoneMemory(false, 0, Climb.NONE, Calm.NEVER, MeterGap.NONE);

    /**
     * How far up the ladder a zone has come since it was last in its band.
     *
     * @param rung the furthest that is allowed
     * @param sinceMillis since when; 0: it is in its band
     * @param acting whether racks are cut for it; what was only looked at tells nothing of how much
     *     a rung does
     */
    record Climb(Rung rung, long sinceMillis, boolean acting) {
        static final Climb NONE = new Climb(Rung.CAP_ALL, 0, false);

        boolean isBegun() {
            return sinceMillis != 0;
        }
    }

    /**
     * How quiet a zone is.
     *
     * @param sinceMillis since when it is below its lowest band; 0: it isn't
     * @param crossings how often it went over its highest band after racks had been raised
     * @param raised whether racks were raised since it last did
     */
    record Calm(long sinceMillis, int crossings, boolean raised) {
        static final Calm NEVER = new Calm(0, 0, false);

        Calm crossed() {
            return new Calm(0, raised ? crossings + 1 : crossings, false);
        }

        Calm since(long millis) {
            return millis == sinceMillis ? this : new Calm(millis, crossings, raised);
        }

        Calm afterRaise() {
            return raised ? this : new Calm(sinceMillis, crossings, true);
        }

        Calm forgiven() {
            return crossings == 0 ? this : new Calm(sinceMillis, 0, raised);
        }
    }

    ZoneMemory with(Climb next) {
        return next.equals(climb) ? this : new ZoneMemory(holding, announcedWatts, next, calm, gap);
    }

    ZoneMemory with(Calm next) {
        return next.equals(calm) ? this : new ZoneMemory(holding, announcedWatts, climb, next, gap);
    }

    ZoneMemory with(MeterGap next) {
        return next.equals(gap) ? this : new ZoneMemory(holding, announcedWatts, climb, calm, next);
    }

    /** The same, with racks cut for its sake by so much. */
    ZoneMemory holding(long cutWatts) {
        return holding && cutWatts == announcedWatts
                ? this
                : new ZoneMemory(true, cutWatts, climb, calm, gap);
    }

    /** The same without racks cut for its sake. */
    ZoneMemory released() {
        return new ZoneMemory(false, 0, climb, calm, gap);
    }
}
