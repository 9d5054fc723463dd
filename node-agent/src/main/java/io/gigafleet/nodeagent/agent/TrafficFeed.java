package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.arrivals.ArrivalStream;
import io.gigafleet.nodeagent.arrivals.RequestPoint;
import io.gigafleet.nodeagent.arrivals.ShareTable;
import java.util.List;

/**
 * Finds out which hosted replicas take the requests of one source. Every service that names the
 * source sees all its requests, each by the replica whose share holds the request's point.
 */
final class TrafficFeed {

    private final ArrivalStream stream;
    private List<ShareTable> services = List.of();
    private boolean positioned;

    TrafficFeed(ArrivalStream stream) {
        this.stream = stream;
    }

    /** Sets who takes what, one table per service. */
    void route(List<ShareTable> tables) {
        services = List.copyOf(tables);
    }

    /** Forgets its place in the stream: time jumped. */
    void lose() {
        positioned = false;
    }

    /**
     * Notes who takes what arrives in a span of the stream.
     *
     * @param takers who keeps it for them
     * @param fromMillis start of the span, in the stream's time; spans follow each other
     * @param speed milliseconds of the stream in one of simulated time
     * @param nowMillis simulated time at the start of the span
     */
    void bring(Takers takers, double fromMillis, double toMillis, double speed, double nowMillis) {
        if (toMillis <= 0 || services.isEmpty()) {
            positioned = false;
            return;
        }
        if (!positioned) {
            stream.seek(Math.max(0, fromMillis));
            positioned = true;
        }
        double arrivalMillis = stream.arrivalMillis();
        while (arrivalMillis < toMillis) {
            int point = RequestPoint.ofIndex(stream.index());
            double arrival = nowMillis + Math.max(0, arrivalMillis - fromMillis) / speed;
            for (int i = 0; i < services.size(); i++) {
                int taker = services.get(i).taker(point);
                if (taker >= 0) {
                    takers.request(taker, arrival, stream.inputTokens(), stream.outputTokens());
                }
            }
            stream.advance();
            arrivalMillis = stream.arrivalMillis();
        }
    }
}
