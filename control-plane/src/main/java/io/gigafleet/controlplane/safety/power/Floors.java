package io.gigafleet.controlplane.safety.power;

/**
 * What each rung of the ladder leaves a rack. Of what a rack draws above idle, its preemptible
 * replicas are taken to draw the share that was planned for them.
 */
record Floors(PowerLook look) {

    private static final long PERMILLE = 1_000;

    /** What is left of a rack's expected draw when a rung takes from it all it can. */
    long watts(int rack, Rung rung) {
        long idle = look.site.idleWatts(rack);
        long swing = Math.max(0, demand(rack) - idle);
        long preemptible = swing * preemptiblePermille(rack) / PERMILLE;
        long normal = swing - preemptible;
        long floor =
                switch (rung) {
                    case CAP_PREEMPTIBLE ->
                            idle + normal + look.site.atLowestClock(rack, preemptible);
                    case CAP_ALL -> idle + look.site.atLowestClock(rack, swing);
                    case SUSPEND_PREEMPTIBLE -> idle + look.site.atLowestClock(rack, normal);
                    case SUSPEND_ALL -> idle;
                    case ISOLATE -> 0;
                };
        return Math.min(floor, look.expectedWatts[rack]);
    }

    /** What a rack draws without the class a rung takes from. */
    long groundWatts(int rack, Rung rung) {
        long idle = look.site.idleWatts(rack);
        long swing = Math.max(0, demand(rack) - idle);
        long preemptible = swing * preemptiblePermille(rack) / PERMILLE;
        return rung == Rung.CAP_PREEMPTIBLE ? idle + swing - preemptible : idle;
    }

    /**
     * What a rack was promised of the class a rung takes from, by which it is levelled; 1 where it
     * draws without a promise.
     */
    long promisedWatts(int rack, Rung rung) {
        long preemptible = look.sight.racks().preemptibleWatts()[rack];
        long all = look.sight.racks().committedWatts()[rack] - look.site.idleWatts(rack);
        return Math.max(1, rung == Rung.CAP_PREEMPTIBLE ? preemptible : all - preemptible);
    }

    boolean hasPreemptible(int rack) {
        return preemptiblePermille(rack) > 0;
    }

    private long demand(int rack) {
        return Math.max(look.demandWatts[rack], look.expectedWatts[rack]);
    }

    private long preemptiblePermille(int rack) {
        long preemptible = look.sight.racks().preemptibleWatts()[rack];
        long all = look.sight.racks().committedWatts()[rack] - look.site.idleWatts(rack);
        if (preemptible <= 0) {
            return 0;
        }
        return all <= preemptible ? PERMILLE : preemptible * PERMILLE / all;
    }
}
