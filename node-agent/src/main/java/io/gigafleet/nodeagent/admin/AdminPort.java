package io.gigafleet.nodeagent.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.bus.BusHealth;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The agent's port for the host it runs on: {@code GET /healthz}, {@code GET /metrics[?rack=ID]},
 * {@code GET /racks}, {@code GET /reactions[?after=N]}, {@code GET /faults} for what can go wrong
 * on demand and {@code POST /faults/KIND?rack=ID&…} to make it so. Bound to loopback only: it has
 * no authentication.
 */
public final class AdminPort {

    private static final int BACKLOG = 16;
    private static final int MOST_NAMED = 20;

    private final AgentHost host;
    private final BusHealth bus;
    private final HttpServer server;

    /**
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    public AdminPort(int port, AgentHost host, BusHealth bus) throws IOException {
        this.host = host;
        this.bus = bus;
        server = open(port);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        serve("/healthz", exchange -> health());
        serve("/metrics", this::metrics);
        serve("/racks", exchange -> Answer.json(HostJson.racks(host)));
        serve("/reactions", this::reactions);
        FaultsResource faults = new FaultsResource(host);
        serve("/faults", faults::answer);
    }

    private static HttpServer open(int port) throws IOException {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (BindException e) {
            throw new IOException(
                    "admin port "
                            + port
                            + " can't be opened: "
                            + e.getMessage()
                            + ". Choose another one, or 0 for any that is free",
                    e);
        }
    }

    public void start() {
        server.start();
    }

    public void stop() {
        server.stop(0);
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(String path, Function<HttpExchange, Answer> resource) {
        server.createContext(
                path,
                exchange -> {
                    Answer answer;
                    try {
                        answer = resource.apply(exchange);
                    } catch (IllegalArgumentException e) {
                        answer = Answer.text(400, e.getMessage() + "\n");
                    }
                    send(exchange, answer);
                });
    }

    private Answer health() {
        return host.loop().isHealthy()
                ? Answer.text(200, "ok\n")
                : Answer.text(503, "the simulation makes no steps\n");
    }

    private Answer metrics(HttpExchange exchange) {
        Map<String, String> query = Query.of(exchange);
        String rack = query.getOrDefault("rack", "");
        if (rack.isEmpty()) {
            return Answer.text(200, HostMetrics.of(host, bus));
        }
        return host.readings()
                .telemetry(rack)
                .map(record -> Answer.text(200, RackMetrics.of(record)))
                .orElseGet(() -> Answer.text(404, noSuchRack(host, rack)));
    }

    private Answer reactions(HttpExchange exchange) {
        String after = Query.of(exchange).getOrDefault("after", "0");
        try {
            return Answer.json(HostJson.reactions(host, Long.parseLong(after)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "after is '" + after + "', expected a reaction's number", e);
        }
    }

    /** What to say when nobody here is called so; names no more than a screenful. */
    static String noSuchRack(AgentHost host, String rack) {
        List<String> some = host.intake().racks().stream().limit(MOST_NAMED).toList();
        return "no rack '"
                + rack
                + "' here. Hosted: "
                + some
                + (host.intake().racks().size() > MOST_NAMED ? " and more, see /racks" : "")
                + "\n";
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
