package io.gigafleet.bench.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A fleet that {@code ./gigafleet up} started on a data directory of its own. */
public final class LocalFleet implements AutoCloseable {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int OK_BELOW = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path launcher;
    private final Path data;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    /**
     * One process of the fleet.
     *
     * @param port where it answers on the loopback interface; 0 if nowhere
     */
    public record Member(String name, long pid, int port) {}

    private LocalFleet(Path launcher, Path data) throws IOException {
        this.launcher = launcher;
        this.data = data;
        token = Files.readString(data.resolve("run/admin.token")).strip();
    }

    /**
     * Starts a fleet and waits until it serves.
     *
     * @param options of {@code up}, without port and data directory
     * @throws IOException if it does not start; the message is what it said
     */
    public static LocalFleet up(List<String> options) throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("gigafleet.checkout", ".")).resolve("gigafleet");
        Path data = Files.createTempDirectory("gigafleet-bench");
        List<String> arguments = new ArrayList<>(List.of("up"));
        arguments.addAll(options);
        arguments.addAll(
                List.of(
                        "--port",
                        Integer.toString(freePort()),
                        "--data",
                        data.toString(),
                        "--detach"));
        try {
            launch(launcher, arguments);
            return new LocalFleet(launcher, data);
        } catch (IOException | InterruptedException e) {
            launch(launcher, List.of("down", "--data", data.toString()));
            throw e;
        }
    }

    private static void launch(Path launcher, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + " failed:\n" + output);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private JsonNode stack() throws IOException {
        return JSON.readTree(data.resolve("run/stack.json").toFile());
    }

    /** Its processes, the supervisor first. */
    public List<Member> members() throws IOException {
        List<Member> members = new ArrayList<>();
        for (JsonNode entry : stack().path("processes")) {
            members.add(
                    new Member(
                            entry.path("name").asText(),
                            entry.path("pid").asLong(),
                            entry.path("port").asInt()));
        }
        return members;
    }

    /** What each process has used so far, by its name. */
    public Map<String, Usage> usage() throws IOException {
        Map<String, Usage> usage = new TreeMap<>();
        for (Member member : members()) {
            usage.put(member.name(), Usage.of(member.pid(), !member.name().equals("supervisor")));
        }
        return usage;
    }

    /** Asks the API for a resource below {@code /api/v1}. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(URI.create(stack().path("url").asText() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .timeout(ANSWER_LIMIT)
                        .build());
    }

    /** Asks a process itself, at its port on the loopback interface. */
    public JsonNode ask(Member member, String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(at(member, path)).timeout(ANSWER_LIMIT).build());
    }

    /** Orders something of a process itself. */
    public void order(Member member, String path) throws IOException, InterruptedException {
        text(
                HttpRequest.newBuilder(at(member, path))
                        .POST(BodyPublishers.noBody())
                        .timeout(ANSWER_LIMIT)
                        .build());
    }

    /** A process's metrics of one line each, without labels, by name. */
    public Map<String, Double> metrics(URI metrics) throws IOException, InterruptedException {
        Map<String, Double> values = new TreeMap<>();
        text(HttpRequest.newBuilder(metrics).timeout(ANSWER_LIMIT).build())
                .lines()
                .filter(line -> !line.startsWith("#") && !line.contains("{"))
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> values.put(parts[0], Double.parseDouble(parts[1])));
        return values;
    }

    /** Where the control plane shows its metrics. */
    public URI planeMetrics() throws IOException {
        return URI.create(stack().path("url").asText() + "/q/metrics");
    }

    private static URI at(Member member, String path) {
        return URI.create("http://127.0.0.1:" + member.port() + path);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        return JSON.readTree(text(request));
    }

    private String text(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= OK_BELOW) {
            throw new IOException(
                    request.method()
                            + " "
                            + request.uri()
                            + " was answered with "
                            + response.statusCode()
                            + ": "
                            + response.body().strip());
        }
        return response.body();
    }

    /** Stops the fleet and deletes its data. */
    @Override
    public void close() throws IOException, InterruptedException {
        launch(launcher, List.of("down", "--data", data.toString()));
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(data)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
