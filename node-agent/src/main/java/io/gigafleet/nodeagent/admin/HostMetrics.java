package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.admin.MetricsText.Kind;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.bus.BusHealth;
import io.gigafleet.schemas.LatencyBuckets;
import io.gigafleet.schemas.v1.CduReading;
import java.util.Map;

/** The agent's own metrics and its loops', as Prometheus reads them. */
final class HostMetrics {

    private final MetricsText text = new MetricsText();

    private HostMetrics() {}

    static String of(AgentHost host, BusHealth bus) {
        HostMetrics metrics = new HostMetrics();
        metrics.agent(host, bus);
        metrics.loops(host);
        metrics.reactions(host);
        return metrics.text.toString();
    }

    private void agent(AgentHost host, BusHealth bus) {
        single(
                "gigafleet_agent_racks",
                Kind.GAUGE,
                "Racks hosted.",
                host.readings().racks().size());
        single(
                "gigafleet_agent_racks_refused",
                Kind.GAUGE,
                "Racks of hosted loops whose SKU is not known here; see the log.",
                host.intake().refusedRacks());
        single(
                "gigafleet_agent_steps_total",
                Kind.COUNTER,
                "Simulation steps.",
                host.loop().steps());
        String skipped = "gigafleet_agent_skipped_seconds_total";
        text.metric(skipped, Kind.COUNTER, "Time not simulated because the host did not run.")
                .sample(skipped, Map.of(), host.loop().skippedMillis() / 1_000.0);
        single(
                "gigafleet_agent_outbound_records",
                Kind.GAUGE,
                "Records waiting for the brokers.",
                host.outbound().size());
        single(
                "gigafleet_agent_outbound_limit_records",
                Kind.GAUGE,
                "Most records that wait.",
                host.outbound().limit());
        single(
                "gigafleet_agent_outbound_dropped_total",
                Kind.COUNTER,
                "Records that made room for newer ones.",
                host.outbound().dropped());
        single(
                "gigafleet_agent_published_total",
                Kind.COUNTER,
                "Records the brokers acknowledged.",
                bus.publishedCount());
        single(
                "gigafleet_agent_publish_failed_total",
                Kind.COUNTER,
                "Records given up on their way.",
                bus.failedCount());
        single(
                "gigafleet_agent_unreadable_total",
                Kind.COUNTER,
                "Records from the control plane that can't be read.",
                bus.unreadableCount());
        single(
                "gigafleet_agent_brokers_connected",
                Kind.GAUGE,
                "1 while the brokers answer.",
                bus.isConnected() ? 1 : 0);
    }

    private void single(String name, Kind kind, String help, long value) {
        text.metric(name, kind, help).sample(name, Map.of(), value);
    }

    private void reactions(AgentHost host) {
        single(
                "gigafleet_agent_draw_jumps_total",
                Kind.COUNTER,
                "Steps in which a rack's draw rose by a tenth of its peak.",
                host.reactions().jumps());
        String name = "gigafleet_agent_reaction_seconds";
        text.metric(name, Kind.HISTOGRAM, "From such a jump to a cap below it, enforced.");
        long[] counts = host.reactions().latencies();
        long below = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            below += counts[bucket];
            double upper = LatencyBuckets.upperMillis(bucket);
            if (Double.isFinite(upper)) {
                text.sample(
                        name + "_bucket", Map.of("le", RackMetrics.bound(upper / 1_000)), below);
            }
        }
        text.sample(name + "_bucket", Map.of("le", "+Inf"), below);
        text.sample(name + "_count", Map.of(), below);
    }

    private void loops(AgentHost host) {
        text.metric("gigafleet_loop_supply_celsius", Kind.GAUGE, "Coolant supply of the loop.");
        for (CduReading loop : host.readings().loops()) {
            text.sample(
                    "gigafleet_loop_supply_celsius",
                    Map.of("loop", loop.getLoop()),
                    loop.getSupplyMilliCelsius() / 1_000.0);
        }
        text.metric("gigafleet_loop_heat_watts", Kind.GAUGE, "Heat taken from the racks.");
        for (CduReading loop : host.readings().loops()) {
            text.sample(
                    "gigafleet_loop_heat_watts",
                    Map.of("loop", loop.getLoop()),
                    loop.getHeatWatts());
        }
    }
}
