package io.gigafleet.bench.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings every service's requests to its replicas. Interactive ones are pushed in equal parts to
 * all that can take them; where none can, they are rejected. Batch ones wait at the door, for a day
 * at most, and replicas fetch what they can do.
 */
final class Traffic {

    /** What a batch service may have waiting: a day of its mean. */
    private static final double BACKLOG_SECONDS = 86_400;

    private final List<ServedService> services;
    private final OfferedLoad load;
    private final Hall hall;
    private final Tally tally;
    private final double[] backlog;
    private final double[] minuteOffered;

    Traffic(List<ServedService> services, OfferedLoad load, Hall hall, Tally tally) {
        this.services = services;
        this.load = load;
        this.hall = hall;
        this.tally = tally;
        backlog = new double[services.size()];
        minuteOffered = new double[services.size()];
    }

    /** A replica that can take requests, and the rack it is on. */
    private record Taker(HallRack rack, RunningReplica replica, double clock) {}

    /** Serves for a step. */
    void serve(int second, int seconds) {
        List<List<Taker>> takers = new ArrayList<>();
        services.forEach(service -> takers.add(new ArrayList<>()));
        for (HallRack rack : hall.racks()) {
            if (rack.isPowered()) {
                for (RunningReplica replica : rack.replicas()) {
                    Taker taker = taker(rack, replica);
                    if (replica.takesRequests() && !rack.isHeld(replica)) {
                        takers.get(replica.service().index()).add(taker);
                    } else {
                        work(taker, 0, seconds);
                    }
                }
            }
        }
        for (int service = 0; service < services.size(); service++) {
            serve(service, second, seconds, takers.get(service));
        }
    }

    private static Taker taker(HallRack rack, RunningReplica replica) {
        double clock = rack.isHeld(replica) ? 0 : rack.physics().speed(replica.slots());
        return new Taker(rack, replica, clock);
    }

    private void serve(int index, int second, int seconds, List<Taker> takers) {
        ServedService service = services.get(index);
        double incoming = load.perSecond(index, second) * seconds;
        minuteOffered[index] += incoming;
        Tally.Requests requests = tally.requests(service);
        requests.offered(incoming);
        if (service.isBatch()) {
            fetch(index, incoming, seconds, takers);
        } else if (takers.isEmpty()) {
            requests.rejected(incoming);
        } else {
            takers.forEach(taker -> work(taker, incoming / takers.size(), seconds));
        }
    }

    private void fetch(int index, double incoming, int seconds, List<Taker> takers) {
        ServedService service = services.get(index);
        backlog[index] += incoming;
        double appetite = 0;
        for (Taker taker : takers) {
            appetite += taker.replica().appetite(taker.clock(), seconds);
        }
        double share = appetite == 0 ? 0 : Math.min(1, backlog[index] / appetite);
        for (Taker taker : takers) {
            double fetched = share * taker.replica().appetite(taker.clock(), seconds);
            backlog[index] = Math.max(0, backlog[index] - fetched);
            work(taker, fetched, seconds);
        }
        double most = service.meanPerSecond() * BACKLOG_SECONDS;
        tally.requests(service).rejected(Math.max(0, backlog[index] - most));
        backlog[index] = Math.min(backlog[index], most);
    }

    private void work(Taker taker, double incoming, int seconds) {
        RunningReplica replica = taker.replica();
        tally.requests(replica.service()).worked(replica.work(incoming, taker.clock(), seconds));
        taker.rack()
                .physics()
                .use(replica.slots(), replica.use(), replica.service().isPreemptible());
    }

    /** Requests a second of the last minute; starts the next. */
    double endMinute(int service) {
        double perSecond = minuteOffered[service] / 60;
        minuteOffered[service] = 0;
        return perSecond;
    }

    /** Requests of a batch service that wait. */
    double waiting(int service) {
        return backlog[service];
    }
}
