package io.gigafleet.nodeagent.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.agent.RackMessage;
import io.gigafleet.nodeagent.bus.BusHealth;
import io.gigafleet.nodeagent.rack.LeakState;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The agent's port for the host it runs on: {@code GET /healthz}, {@code GET /metrics[?rack=ID]},
 * and faults on demand, {@code POST /faults/leak?rack=ID&kind=dry|tray|rack[&tray=N,M]} and {@code
 * POST /faults/silent?rack=ID&seconds=N}, and those that stages find, {@code POST /faults/stage}
 * with {@code {"rack":"ID","fault":"leak"}}, or {@code none} to mend. Bound to loopback only: it
 * has no authentication.
 */
public final class AdminPort {

    private static final int BACKLOG = 16;

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
        serve("/faults/leak", this::leak);
        serve("/faults/silent", this::silence);
        serve("/faults/stage", this::stageFault);
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

    private record Answer(int status, String text) {}

    private static final Answer NOT_POSTED = new Answer(405, "faults are made with POST\n");

    private void serve(String path, Function<HttpExchange, Answer> resource) {
        server.createContext(
                path,
                exchange -> {
                    Answer answer;
                    try {
                        answer = resource.apply(exchange);
                    } catch (IllegalArgumentException e) {
                        answer = new Answer(400, e.getMessage() + "\n");
                    }
                    send(exchange, answer);
                });
    }

    private Answer health() {
        return host.loop().isHealthy()
                ? new Answer(200, "ok\n")
                : new Answer(503, "the simulation makes no steps\n");
    }

    private Answer metrics(HttpExchange exchange) {
        Map<String, String> query = query(exchange);
        String rack = query.getOrDefault("rack", "");
        if (rack.isEmpty()) {
            return new Answer(200, HostMetrics.of(host, bus));
        }
        return host.readings()
                .telemetry(rack)
                .map(record -> new Answer(200, RackMetrics.of(record)))
                .orElseGet(() -> noSuchRack(rack));
    }

    private Answer noSuchRack(String rack) {
        return new Answer(
                404, "no rack '" + rack + "' here. Hosted: " + host.readings().racks() + "\n");
    }

    private Answer leak(HttpExchange exchange) {
        Map<String, String> query = query(exchange);
        String kind = query.getOrDefault("kind", "tray");
        return switch (kind) {
            case "dry" -> fault(exchange, new RackMessage.Leak(rack(query), LeakState.DRY));
            case "rack" ->
                    fault(exchange, new RackMessage.Leak(rack(query), new LeakState.WholeRack()));
            case "tray" -> {
                BitSet trays = new BitSet();
                for (String tray : query.getOrDefault("tray", "0").split(",", -1)) {
                    trays.set(Integer.parseInt(tray));
                }
                yield fault(
                        exchange, new RackMessage.Leak(rack(query), new LeakState.Trays(trays)));
            }
            default -> new Answer(400, "kind is '" + kind + "', expected dry, tray or rack\n");
        };
    }

    private Answer silence(HttpExchange exchange) {
        Map<String, String> query = query(exchange);
        long seconds = Long.parseLong(query.getOrDefault("seconds", "60"));
        return fault(exchange, new RackMessage.Silence(rack(query), seconds * 1_000));
    }

    private Answer stageFault(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return NOT_POSTED;
        }
        try {
            byte[] body = exchange.getRequestBody().readNBytes(StageFaultOrder.MOST_BYTES + 1);
            if (body.length > StageFaultOrder.MOST_BYTES) {
                return new Answer(
                        413, "the body is longer than " + StageFaultOrder.MOST_BYTES + " bytes\n");
            }
            return fault(exchange, StageFaultOrder.read(new String(body, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return new Answer(400, "the body can't be read: " + e.getMessage() + "\n");
        }
    }

    private Answer fault(HttpExchange exchange, RackMessage message) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return NOT_POSTED;
        }
        if (!host.intake().hosts(message.rackId())) {
            return noSuchRack(message.rackId());
        }
        try {
            host.mailbox().post(message);
            return new Answer(202, "on its way\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(503, "the agent stops\n");
        }
    }

    private static String rack(Map<String, String> query) {
        return query.getOrDefault("rack", "");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
