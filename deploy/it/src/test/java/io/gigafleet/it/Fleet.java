package io.gigafleet.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A whole fleet as processes: infrastructure, one control plane, agents. */
final class Fleet implements AutoCloseable {

    private static final String TOKEN = "token-of-the-tests";

    /** The plant's name among the processes. */
    static final String PLANT = "plant";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    final Infrastructure infrastructure;
    final Ledger ledger;
    private final Path directory;
    private final FleetPlan plan;
    private final FleetSettings settings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int port = freePort();
    private final long originEpochMillis = System.currentTimeMillis();
    private final Map<String, Program> agents = new HashMap<>();
    private Program plane;

    private Fleet(Path directory, FleetPlan plan, FleetSettings settings) {
        this.directory = directory;
        this.plan = plan;
        this.settings = settings;
        this.infrastructure = Infrastructure.start(directory);
        this.ledger = new Ledger(infrastructure);
        this.plane = launchPlane();
    }

    /** Starts everything and applies the site; agents run, nothing is placed yet. */
    static Fleet start(Path directory, FleetPlan plan) {
        return start(directory, plan, FleetSettings.REAL_TIME);
    }

    static Fleet start(Path directory, FleetPlan plan, FleetSettings settings) {
        Fleet fleet = new Fleet(directory, plan, settings);
        try {
            fleet.awaitReady();
            fleet.apply(plan.manifests());
            plan.agents().forEach(fleet::startAgent);
            return fleet;
        } catch (RuntimeException | AssertionError e) {
            fleet.close();
            throw e;
        }
    }

    private Program launchPlane() {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", infrastructure.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", infrastructure.username());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", infrastructure.password());
        environment.put("GIGAFLEET_KAFKA_BOOTSTRAP_SERVERS", infrastructure.bootstrapServers());
        environment.put("GIGAFLEET_ADMIN_TOKEN_SHA256", sha256(TOKEN));
        environment.put("GIGAFLEET_NODE_NAME", "plane-it");
        environment.put("GIGAFLEET_ROLLOUTS_SPEED", Double.toString(settings.planeSpeed()));
        return Program.start(
                root().resolve("control-plane/target/quarkus-app/quarkus-run.jar"),
                List.of(),
                environment,
                directory.resolve("plane.log"));
    }

    Program plane() {
        return plane;
    }

    /** Starts the control plane again, on the same port and ledger. */
    void restartPlane() {
        plane = launchPlane();
        awaitReady();
    }

    Program agent(String name) {
        return Objects.requireNonNull(agents.get(name), name);
    }

    /** Starts an agent, with the state it left. */
    void startAgent(String name) {
        Path manifest = directory.resolve("site.yaml");
        try {
            Files.writeString(manifest, plan.manifests());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--agent-id", "host-" + name);
        options.put("--bootstrap-servers", infrastructure.bootstrapServers());
        options.put("--manifest", manifest.toString());
        options.put("--loops", String.join(",", plan.loopsOf(name)));
        options.put("--state-dir", directory.resolve("agents/" + name).toString());
        options.put("--seed", "1");
        options.put("--speed", Double.toString(settings.agentSpeed()));
        options.put("--source", settings.source());
        options.put("--origin-epoch-ms", Long.toString(originEpochMillis));
        options.put("--admin-port", "0");
        options.put("--port-file", portFile(name).toString());
        if (!settings.stageFaults().isEmpty()) {
            options.put("--stage-faults", settings.stageFaults());
        }
        List<String> arguments = new ArrayList<>();
        options.forEach((option, value) -> arguments.addAll(List.of(option, value)));
        agents.put(
                name,
                Program.start(
                        root().resolve("node-agent/target/gigafleet-node-agent.jar"),
                        arguments,
                        Map.of(),
                        directory.resolve("agent-" + name + ".log")));
    }

    /**
     * Breaks something at an agent's loopback port.
     *
     * @param order kind and query, as {@code surge?rack=r1&seconds=60}
     */
    void fault(String agent, String order) {
        order(agent, "/faults/" + order);
    }

    /** Starts the site's feeds and meters, beside the agents. */
    void startPlant() {
        agents.put(
                PLANT,
                Program.start(
                        root().resolve("node-agent/target/gigafleet-node-agent.jar"),
                        List.of(
                                "plant",
                                "--bootstrap-servers",
                                infrastructure.bootstrapServers(),
                                "--manifest",
                                directory.resolve("site.yaml").toString(),
                                "--state-dir",
                                directory.resolve(PLANT).toString(),
                                "--port-file",
                                portFile(PLANT).toString()),
                        Map.of(),
                        directory.resolve(PLANT + ".log")));
        Await.until("the plant is up", START_LIMIT, () -> Files.exists(portFile(PLANT)));
    }

    private Path portFile(String name) {
        return directory.resolve(name + ".port");
    }

    /** Orders something of an agent, or of the plant, itself; fails the test if it refuses. */
    void order(String name, String path) {
        HttpResponse<String> answer = send(ofProcess(name, path).POST(BodyPublishers.noBody()));
        if (answer.statusCode() >= 300) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** What an agent, or the plant, says of itself. */
    JsonNode ask(String name, String path) {
        return parsed(send(ofProcess(name, path)).body());
    }

    private HttpRequest.Builder ofProcess(String name, String path) {
        try {
            String adminPort = Files.readString(portFile(name)).strip();
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                    .timeout(Duration.ofSeconds(20));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        Await.until(
                "the control plane is ready; its log:\n" + plane.log(),
                START_LIMIT,
                () -> {
                    if (!plane.isAlive()) {
                        throw new AssertionError("the control plane died:\n" + plane.log());
                    }
                    return send("GET", "/q/health/ready", "", "").statusCode() == 200;
                });
    }

    /** Applies manifests; fails the test if they are refused. */
    void apply(String manifests) {
        HttpResponse<String> answer = send("POST", "/api/v1/apply", manifests, "application/yaml");
        if (answer.statusCode() != 200) {
            throw new AssertionError("apply: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** What the API says at a path below {@code /api/v1}. */
    JsonNode get(String path) {
        HttpResponse<String> answer = send("GET", "/api/v1" + path, "", "");
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return parsed(answer.body());
    }

    /** The control plane's metrics, as Prometheus reads them. */
    String metrics() {
        return send("GET", "/q/metrics", "", "").body();
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of a metric over its labels. */
    long metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Any request, as the local administrator. */
    HttpResponse<String> send(String method, String path, String body, String contentType) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + TOKEN)
                        .method(method, BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        agents.values().forEach(Program::close);
        plane.close();
        infrastructure.close();
    }

    private static Path root() {
        return Path.of(System.getProperty("gigafleet.root"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
