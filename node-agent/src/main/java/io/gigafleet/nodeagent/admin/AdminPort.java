package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.admin.LoopbackPort.Answer;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.bus.BusHealth;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The agent's port for the host it runs on: {@code GET /healthz}, {@code GET /metrics[?rack=ID]},
 * {@code GET /racks}, {@code GET /reactions[?after=N]}, {@code GET /faults} for what can go wrong
 * on demand and {@code POST /faults/KIND?rack=ID&…} to make it so.
 */
public final class AdminPort {

    private static final int MOST_NAMED = 20;

    private final AgentHost host;
    private final BusHealth bus;
    private final LoopbackPort port;

    /**
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    public AdminPort(int port, AgentHost host, BusHealth bus) throws IOException {
        this.host = host;
        this.bus = bus;
        this.port = new LoopbackPort(port);
        this.port.get("/healthz", query -> health());
        this.port.get("/metrics", this::metrics);
        this.port.get("/racks", query -> Answer.ok(HostJson.racks(host)));
        this.port.get("/reactions", this::reactions);
        FaultsResource faults = new FaultsResource(host);
        this.port.get("/faults", query -> Answer.ok(FaultKind.table()));
        this.port.get("/faults/standing", query -> Answer.ok(faults.standing()));
        for (FaultKind kind : FaultKind.values()) {
            this.port.post("/faults/" + kind.word(), query -> faults.onDemand(kind, query));
        }
        this.port.postBody("/faults/stage", StageFaultOrder.MOST_BYTES, faults::ofStage);
        this.port.postBelow("/faults/", FaultsResource::unknown);
    }

    public void start() {
        port.start();
    }

    public void stop() {
        port.stop();
    }

    /** The port it listens on. */
    public int port() {
        return port.number();
    }

    private Answer health() {
        return host.loop().isHealthy()
                ? Answer.ok("ok\n")
                : new Answer(503, "the simulation makes no steps\n");
    }

    private Answer metrics(Map<String, String> query) {
        String rack = query.getOrDefault("rack", "");
        if (rack.isEmpty()) {
            return Answer.ok(HostMetrics.of(host, bus));
        }
        return host.readings()
                .telemetry(rack)
                .map(record -> Answer.ok(RackMetrics.of(record)))
                .orElseGet(() -> noSuchRack(host, rack));
    }

    private Answer reactions(Map<String, String> query) {
        String after = query.getOrDefault("after", "0");
        try {
            return Answer.ok(HostJson.reactions(host, Long.parseLong(after)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "after is '" + after + "', expected a reaction's number", e);
        }
    }

    /** What to say when nobody here is called so; names no more than a screenful. */
    static Answer noSuchRack(AgentHost host, String rack) {
        List<String> some = host.intake().racks().stream().limit(MOST_NAMED).toList();
        return new Answer(
                404,
                "no rack '"
                        + rack
                        + "' here. Hosted: "
                        + some
                        + (host.intake().racks().size() > MOST_NAMED ? " and more, see /racks" : "")
                        + "\n");
    }
}
