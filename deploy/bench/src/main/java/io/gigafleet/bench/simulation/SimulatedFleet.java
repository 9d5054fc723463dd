package io.gigafleet.bench.simulation;

import io.gigafleet.nodeagent.agent.HostedLoop;
import io.gigafleet.nodeagent.agent.HostedLoop.HostedRack;
import io.gigafleet.nodeagent.agent.HostedSite;
import io.gigafleet.nodeagent.agent.OutboundRecord;
import io.gigafleet.nodeagent.agent.SkuBook;
import io.gigafleet.nodeagent.agent.SteppedHost;
import io.gigafleet.nodeagent.arrivals.ArrivalStream;
import io.gigafleet.nodeagent.arrivals.SampleTrace;
import io.gigafleet.nodeagent.arrivals.Source;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Sku;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A site of GB300 racks in coolant loops of eight, spread over hosts as {@code up --scenario
 * gigawatt} does it, with that scenario's replicas and traffic.
 */
final class SimulatedFleet {

    private static final String SKU = "gb300-nvl72";
    private static final String SOURCE = "conversation";
    private static final int RACKS_PER_LOOP = 8;
    private static final long LOOP_HEAT_WATTS = 1_350_000;

    /** What the scenario makes of the sample trace. */
    private static final double TRAFFIC_SCALE_PER_RACK = 2.9;

    private final List<SteppedHost> hosts = new ArrayList<>();
    private final int replicas;

    /**
     * @param withReplicas false: racks idle
     * @param state an empty directory
     */
    SimulatedFleet(int racks, int hostCount, boolean withReplicas, long seed, Path state)
            throws IOException, InterruptedException {
        Sku.Spec sku = SkuCatalogue.builtIn().find(SKU).orElseThrow().spec();
        int loops = (racks + RACKS_PER_LOOP - 1) / RACKS_PER_LOOP;
        FleetOrders orders = new FleetOrders(racks);
        replicas = withReplicas ? orders.replicas() : 0;
        for (int host = 0; host < hostCount; host++) {
            int firstLoop = loops * host / hostCount;
            int lastLoop = loops * (host + 1) / hostCount;
            List<HostedLoop> hosted = new ArrayList<>();
            for (int loop = firstLoop; loop < lastLoop; loop++) {
                hosted.add(loop(loop, racks, sku));
            }
            SteppedHost made =
                    new SteppedHost(
                            new HostedSite(hosted, SkuBook.with(List.of())),
                            seed,
                            Map.of(SOURCE, stream(racks, seed)),
                            state.resolve("host-" + host));
            if (withReplicas) {
                for (int rack = firstLoop * RACKS_PER_LOOP;
                        rack < Math.min(racks, lastLoop * RACKS_PER_LOOP);
                        rack++) {
                    made.order(orders.of(rack));
                }
            }
            hosts.add(made);
        }
    }

    private static HostedLoop loop(int loop, int racks, Sku.Spec sku) {
        List<HostedRack> hosted = new ArrayList<>();
        for (int rack = loop * RACKS_PER_LOOP;
                rack < Math.min(racks, (loop + 1) * RACKS_PER_LOOP);
                rack++) {
            hosted.add(new HostedRack(FleetOrders.rackId(rack), sku));
        }
        return new HostedLoop("l" + (loop + 1), LOOP_HEAT_WATTS, hosted);
    }

    private static ArrivalStream stream(int racks, long seed) {
        return Source.trace(
                SOURCE,
                Source.readTrace("sample-trace", SampleTrace.lines(seed).iterator()),
                racks * TRAFFIC_SCALE_PER_RACK,
                seed);
    }

    int replicas() {
        return replicas;
    }

    List<SteppedHost> hosts() {
        return hosts;
    }

    /** Lets time pass at all hosts, one after the other, and hands over what they say. */
    void run(int seconds, Consumer<OutboundRecord> heard) throws InterruptedException {
        for (int second = 0; second < seconds; second++) {
            for (SteppedHost host : hosts) {
                host.run(1, heard);
            }
        }
    }
}
