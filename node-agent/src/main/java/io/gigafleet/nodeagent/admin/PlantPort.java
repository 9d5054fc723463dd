package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.admin.LoopbackPort.Answer;
import io.gigafleet.nodeagent.bus.BusHealth;
import io.gigafleet.nodeagent.facility.PlantHost;
import io.gigafleet.nodeagent.plant.Feeder;
import io.gigafleet.schemas.NearestWord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plant's port for the host it runs on: {@code GET /healthz}, {@code GET /metrics}, {@code GET
 * /meters} and {@code GET /faults/standing} as JSON, {@code POST /faults/feed?domain=D&lost=0|1|2},
 * and {@code POST /feeds/close?domain=D}, the only way back after a breaker opened.
 */
public final class PlantPort {

    private final PlantHost host;
    private final BusHealth bus;
    private final LoopbackPort port;

    /**
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    public PlantPort(int port, PlantHost host, BusHealth bus) throws IOException {
        this.host = host;
        this.bus = bus;
        this.port = new LoopbackPort(port);
        this.port.get("/healthz", query -> health());
        this.port.get("/metrics", query -> Answer.ok(PlantMetrics.of(host, bus)));
        this.port.get("/meters", query -> Answer.ok(host.read(PlantJson::meters)));
        this.port.get("/faults/standing", query -> Answer.ok(host.read(PlantJson::faults)));
        this.port.post("/faults/feed", this::lose);
        this.port.post("/feeds/close", this::close);
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
        return host.isHealthy() ? Answer.ok("ok\n") : new Answer(503, "the plant makes no steps\n");
    }

    private Answer lose(Map<String, String> query) {
        Optional<Feeder> feeder = feeder(query);
        if (feeder.isEmpty()) {
            return noSuchDomain(query);
        }
        String lost = query.getOrDefault("lost", "1");
        if (!lost.matches("[0-9]")) {
            throw new IllegalArgumentException(
                    "lost is '" + lost + "'. Name 0, 1 or 2 feeds of " + feeder.get().name());
        }
        host.lose(feeder.get(), Integer.parseInt(lost));
        return Answer.ok(PlantJson.feeder(feeder.get()) + "\n");
    }

    private Answer close(Map<String, String> query) {
        Optional<Feeder> feeder = feeder(query);
        if (feeder.isEmpty()) {
            return noSuchDomain(query);
        }
        return host.close(feeder.get())
                ? Answer.ok(PlantJson.feeder(feeder.get()) + "\n")
                : new Answer(
                        409,
                        "the breaker of "
                                + feeder.get().name()
                                + " is not open. Feeds that are lost come back with /faults/feed"
                                + " and lost=0\n");
    }

    private Optional<Feeder> feeder(Map<String, String> query) {
        return host.read(tree -> tree.feeder(query.getOrDefault("domain", "")));
    }

    private Answer noSuchDomain(Map<String, String> query) {
        String name = query.getOrDefault("domain", "");
        List<String> known = host.read(tree -> tree.feeders().stream().map(Feeder::name).toList());
        return new Answer(
                404,
                "no power domain '"
                        + name
                        + "' here"
                        + NearestWord.of(name, known)
                                .map(near -> ". Maybe '" + near + "'?")
                                .orElse("; GET /meters lists them")
                        + "\n");
    }
}
