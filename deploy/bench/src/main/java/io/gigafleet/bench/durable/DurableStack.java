package io.gigafleet.bench.durable;

import io.gigafleet.local.BuiltParts;
import io.gigafleet.local.EmbeddedStack;
import io.gigafleet.local.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** PostgreSQL, Kafka and one control plane, each a process on a free port of the loopback. */
public final class DurableStack implements AutoCloseable {

    private static final String TOKEN = "token-of-the-measurement";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(120);
    private static final long STOP_SECONDS = 10;
    private static final int HTTP_OK_BELOW = 300;

    private final EmbeddedStack.Kafka kafka;
    private final EmbeddedStack.Postgres postgres;
    private final Process plane;
    private final URI api;
    private final HttpClient http = HttpClient.newHttpClient();

    private DurableStack(
            EmbeddedStack.Kafka kafka, EmbeddedStack.Postgres postgres, Process plane, URI api) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.plane = plane;
        this.api = api;
    }

    /**
     * Starts all three.
     *
     * @param planeFlags more flags for the control plane's JVM
     */
    public static DurableStack start(Path directory, List<String> planeFlags)
            throws IOException, InterruptedException {
        EmbeddedStack.Kafka kafka = EmbeddedStack.startKafka(directory.resolve("kafka"));
        EmbeddedStack.Postgres postgres = EmbeddedStack.startPostgres(directory.resolve("pg"));
        int port = freePort();
        Path log = directory.resolve("plane.log");
        DurableStack stack =
                new DurableStack(
                        kafka,
                        postgres,
                        launch(kafka, postgres, port, planeFlags, log),
                        URI.create("http://127.0.0.1:" + port));
        try {
            stack.awaitReady(log);
            return stack;
        } catch (IOException | InterruptedException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static Process launch(
            EmbeddedStack.Kafka kafka,
            EmbeddedStack.Postgres postgres,
            int port,
            List<String> planeFlags,
            Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx448m", "-XX:+UseSerialGC"));
        command.addAll(planeFlags);
        command.addAll(List.of("-jar", BuiltParts.locate().controlPlaneJar().toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "QUARKUS_HTTP_HOST",
                                "127.0.0.1",
                                "QUARKUS_HTTP_PORT",
                                Integer.toString(port),
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                postgres.jdbcUrl(),
                                "QUARKUS_DATASOURCE_USERNAME",
                                postgres.username(),
                                "QUARKUS_DATASOURCE_PASSWORD",
                                postgres.password(),
                                "GIGAFLEET_KAFKA_BOOTSTRAP_SERVERS",
                                kafka.bootstrapServers(),
                                "GIGAFLEET_ADMIN_TOKEN_SHA256",
                                sha256(TOKEN),
                                "GIGAFLEET_NODE_NAME",
                                "bench"));
        return builder.start();
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!plane.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the control plane did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(api.resolve("/q/health/ready")).build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** CPU time of the control plane until now. */
    public Duration planeCpu() {
        return cpu(plane.toHandle());
    }

    /** CPU time of PostgreSQL's server processes until now, without those that have ended. */
    public Duration postgresCpu() {
        return cpu(postgres.identity());
    }

    /** CPU time of the broker until now. */
    public Duration kafkaCpu() {
        return cpu(kafka.identity());
    }

    private static Duration cpu(ProcessIdentity process) {
        return ProcessHandle.of(process.pid())
                .map(
                        root ->
                                Stream.concat(Stream.of(root), root.descendants())
                                        .map(DurableStack::cpu)
                                        .reduce(Duration.ZERO, Duration::plus))
                .orElse(Duration.ZERO);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Applies manifests. */
    public void apply(String manifests) throws IOException, InterruptedException {
        send("POST", "/api/v1/apply", manifests);
    }

    /** Declares a service; returns once the answer is here. */
    public void put(String service, String manifest) throws IOException, InterruptedException {
        send("PUT", "/api/v1/services/" + service, manifest);
    }

    private void send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(api.resolve(path))
                                .timeout(ANSWER_LIMIT)
                                .header("Authorization", "Bearer " + TOKEN)
                                .header("Content-Type", "application/yaml")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() >= HTTP_OK_BELOW) {
            throw new IOException(
                    method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public void close() {
        plane.destroy();
        try {
            if (!plane.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                plane.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            plane.destroyForcibly();
        }
        postgres.close();
        kafka.close();
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
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
