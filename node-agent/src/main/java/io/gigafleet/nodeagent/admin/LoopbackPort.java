package io.gigafleet.nodeagent.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A port of plain answers, bound to loopback only: it has no authentication. */
final class LoopbackPort {

    private static final int BACKLOG = 16;

    private final HttpServer server;

    /** One answer. */
    record Answer(int status, String text) {

        static Answer ok(String text) {
            return new Answer(200, text);
        }
    }

    /**
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    LoopbackPort(int port) throws IOException {
        try {
            server =
                    HttpServer.create(
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
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Answers what is asked at a path, by the query's parameters. */
    void get(String path, Function<Map<String, String>, Answer> resource) {
        serve(path, "GET", exchange -> resource.apply(query(exchange)));
    }

    /** Answers orders at a path, by the query's parameters. */
    void post(String path, Function<Map<String, String>, Answer> resource) {
        serve(path, "POST", exchange -> resource.apply(query(exchange)));
    }

    /**
     * Answers orders at a path, by their body.
     *
     * @param mostBytes longest body
     */
    void postBody(String path, int mostBytes, Function<String, Answer> resource) {
        serve(
                path,
                "POST",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readNBytes(mostBytes + 1);
                    return body.length > mostBytes
                            ? new Answer(413, "the body is longer than " + mostBytes + " bytes\n")
                            : resource.apply(new String(body, StandardCharsets.UTF_8));
                });
    }

    /** Answers orders at all paths below one that nothing else answers, by what follows it. */
    void postBelow(String path, Function<String, Answer> resource) {
        serve(
                path,
                "POST",
                exchange ->
                        resource.apply(
                                exchange.getRequestURI().getPath().substring(path.length())));
    }

    private interface Resource {
        Answer answer(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, String method, Resource resource) {
        server.createContext(
                path,
                exchange -> {
                    Answer answer;
                    if (!exchange.getRequestMethod().equals(method)) {
                        answer = new Answer(405, path + " takes " + method + "\n");
                    } else {
                        try {
                            answer = resource.answer(exchange);
                        } catch (IllegalArgumentException e) {
                            answer = new Answer(400, e.getMessage() + "\n");
                        }
                    }
                    send(exchange, answer);
                });
    }

    void start() {
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    /** The port it listens on. */
    int number() {
        return server.getAddress().getPort();
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
                    .set(
                            "Content-Type",
                            answer.text().startsWith("{")
                                    ? "application/json"
                                    : "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
