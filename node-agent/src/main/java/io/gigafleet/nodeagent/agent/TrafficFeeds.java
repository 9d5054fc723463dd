package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.RackOrders.OrderedReplica;
import io.gigafleet.nodeagent.arrivals.ArrivalStream;
import io.gigafleet.nodeagent.arrivals.ShareTable;
import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import java.util.ArrayList;
import java.util.Collection;
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
    private final Set<String> unknownSources = new HashSet<>();

    TrafficFeeds(Map<String, ArrivalStream> streams) {
        streams.forEach((name, stream) -> feeds.put(name, new TrafficFeed(stream)));
        inOrder = List.copyOf(feeds.values());
    }

    /** Rebuilds who takes what from all racks' orders. */
    void route(Collection<RackController> racks) {
        Map<String, Map<String, List<ShareTable.Share<ReplicaSimulation>>>> shares =
                new TreeMap<>();
        for (RackController rack : racks) {
            for (OrderedReplica ordered : rack.replicas()) {
                if (isRouted(ordered)) {
                    shares.computeIfAbsent(ordered.order().getSource(), name -> new TreeMap<>())
                            .computeIfAbsent(
                                    ordered.order().getService(), name -> new ArrayList<>())
                            .add(share(ordered));
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

    private static ShareTable.Share<ReplicaSimulation> share(OrderedReplica ordered) {
        return new ShareTable.Share<>(
                ordered.order().getTrafficShare().getFromPpm(),
                ordered.order().getTrafficShare().getToPpm(),
                ordered.replica());
    }

    /** Delivers what arrives in a span; see {@link TrafficFeed#deliver}. */
    void deliver(double fromMillis, double toMillis, double speed, double nowMillis) {
        for (int i = 0; i < inOrder.size(); i++) {
            inOrder.get(i).deliver(fromMillis, toMillis, speed, nowMillis);
        }
    }

    /** Time jumped: the next delivery looks for its place anew. */
    void lose() {
        inOrder.forEach(TrafficFeed::lose);
    }
}
