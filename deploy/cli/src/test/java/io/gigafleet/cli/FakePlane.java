package io.gigafleet.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A control plane that answers what a test told it to, and remembers what it was asked. */
final class FakePlane implements AutoCloseable {

    private static final String BASE = "/api/v1";

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean silent;

    private record Answer(int status, String body, Map<String, String> headers) {}

    /**
     * One request.
     *
     * @param line method, path below the base, and query
     */
    record Asked(String line, String token, String contentType, String body) {}

    FakePlane() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers requests of this line; several answers are given in turn, the last for ever. */
    synchronized FakePlane answers(String line, int status, String body) {
        return answers(line, status, body, Map.of());
    }

    synchronized FakePlane answers(
            String line, int status, String body, Map<String, String> headers) {
        answers.computeIfAbsent(line, key -> new ArrayDeque<>())
                .add(new Answer(status, body, headers));
        return this;
    }

    /** Takes requests and never answers. */
    synchronized FakePlane silent() {
        silent = true;
        return this;
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    synchronized List<String> askedLines() {
        return asked.stream().map(Asked::line).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = next(exchange);
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            answer.headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer next(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String line =
                exchange.getRequestMethod()
                        + " "
                        + (path.startsWith(BASE) ? path.substring(BASE.length()) : path);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (remember(exchange, line, body)) {
            awaitClose();
        }
        synchronized (this) {
            Deque<Answer> turns =
                    answers.getOrDefault(
                            line,
                            new ArrayDeque<>(
                                    List.of(new Answer(500, "unexpected: " + line, Map.of()))));
            return turns.size() > 1 ? turns.removeFirst() : turns.getFirst();
        }
    }

    private synchronized boolean remember(HttpExchange exchange, String line, String body) {
        asked.add(
                new Asked(
                        line,
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                        body));
        return silent;
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
