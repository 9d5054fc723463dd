package io.gigafleet.bench.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How many replicas each service wants, once a minute and by one rule for all policies: what the
 * last minute's requests need, and for the batch service what waits, within an hour. Up at once,
 * down to the most of the last ten minutes.
 */
final class Autoscale {

    private static final int MEMORY_MINUTES = 10;
    private static final double CATCH_UP_SECONDS = 3_600;

    private final List<ServedService> services;
    private final List<Deque<Integer>> memory = new ArrayList<>();

    Autoscale(List<ServedService> services) {
        this.services = services;
        services.forEach(service -> memory.add(new ArrayDeque<>()));
    }

    /**
     * Replicas wanted from now on.
     *
     * @param perSecond requests a second of the last minute
     * @param waiting requests of a batch service that wait
     */
    int wanted(int service, double perSecond, double waiting) {
        ServedService served = services.get(service);
        double rate = perSecond + waiting / CATCH_UP_SECONDS;
        int needed = (int) Math.ceil(rate / served.perReplica());
        Deque<Integer> minutes = memory.get(service);
        minutes.addLast(Math.clamp(needed, 1, served.manifest().spec().replicas().max()));
        if (minutes.size() > MEMORY_MINUTES) {
            minutes.removeFirst();
        }
        return minutes.stream().mapToInt(Integer::intValue).max().orElse(1);
    }
}
