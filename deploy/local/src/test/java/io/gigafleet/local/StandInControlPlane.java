package io.gigafleet.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers as the control plane does while a stack starts: ready, then tokens once something was
 * applied.
 */
public final class StandInControlPlane {

    private StandInControlPlane() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        AtomicBoolean applied = new AtomicBoolean();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> answer(exchange, "{}"));
        server.createContext(
                "/api/v1/apply",
                exchange -> {
                    applied.set(true);
                    answer(exchange, "{}");
                });
        server.createContext(
                "/api/v1/site",
                exchange ->
                        answer(exchange, "{\"tokensPerSecond\": " + (applied.get() ? 7 : 0) + "}"));
        server.start();
        System.out.println("stand-in control plane listens on " + port);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
