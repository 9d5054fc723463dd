package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.RackOrders.OrderedReplica;
import io.gigafleet.nodeagent.arrivals.ArrivalStream;
import io.gigafleet.nodeagent.arrivals.ShareTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sources of this agent. */
final class TrafficFeeds {

    private static final Logger LOG = LoggerFactory.getLogger(TrafficFeeds.class);

    private final Map<String, TrafficFeed> feeds = new TreeMap<>();
    private final List<TrafficFeed> inOrder;
    private final Takers takers;
    private final Set<String> unknownSources = new HashSet<>();

    /**
     * @param loops how many this host has
     */
    TrafficFeeds(Map<String, ArrivalStream> streams, int loops) {
        takers = new Takers(loops);
        streams.forEach((name, stream) -> feeds.put(name, new TrafficFeed(stream)));
        inOrder = List.copyOf(feeds.values());
    }

    /** Rebuilds who takes what from all racks' orders. */
    void route(List<LoopController> loops) {
        takers.clear();
        Map<String, Map<String, List<ShareTable.Share>>> shares = new TreeMap<>();
        for (int loop = 0; loop < loops.size(); loop++) {
            for (RackController rack : loops.get(loop).racks()) {
                for (OrderedReplica ordered : rack.replicas()) {
                    if (isRouted(ordered)) {
                        shares.computeIfAbsent(ordered.order().getSource(), name -> new TreeMap<>())
                                .computeIfAbsent(
                                        ordered.order().getService(), name -> new ArrayList<>())
                                .add(share(ordered, takers.add(ordered.replica(), loop)));
                    }
                }
            }
        }
        feeds.forEach(
                (name, feed) ->
                        feed.route(
                                shares.getOrDefault(name, Map.of()).values().stream()
                                        .map(ShareTable::new)
                                        .toList()));
        for (String source : shares.keySet()) {
            if (!feeds.containsKey(source) && unknownSources.add(source)) {
                LOG.warn(
                        "no such arrival source, its services get no traffic source={} known={}",
                        source,
                        feeds.keySet());
            }
        }
    }

    private static boolean isRouted(OrderedReplica ordered) {
        return ordered.order().hasTrafficShare()
                && ordered.order().getTrafficShare().getFromPpm()
                        < ordered.order().getTrafficShare().getToPpm();
    }

    private static ShareTable.Share share(OrderedReplica ordered, int taker) {
        return new ShareTable.Share(
                ordered.order().getTrafficShare().getFromPpm(),
                ordered.order().getTrafficShare().getToPpm(),
                taker);
    }

    /** Notes who takes what arrives in a span; see {@link TrafficFeed#bring}. */
    void bring(double fromMillis, double toMillis, double speed, double nowMillis) {
        takers.begin();
        for (int i = 0; i < inOrder.size(); i++) {
            inOrder.get(i).bring(takers, fromMillis, toMillis, speed, nowMillis);
        }
        takers.sort();
    }

    /** Hands what the last span brought to a loop's replicas, once. */
    void handTo(int loop) {
        takers.handTo(loop);
    }

    /** Time jumped: the next delivery looks for its place anew. */
    void lose() {
        inOrder.forEach(TrafficFeed::lose);
    }
}
