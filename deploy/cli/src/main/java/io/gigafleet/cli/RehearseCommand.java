package io.gigafleet.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Goes through the commands once against a plane of its own that answers the same to everything:
 * the training run of the AOT cache, after which commands start in a fraction of the time.
 */
@Command(name = "rehearse", hidden = true, description = "Trains the AOT cache.")
final class RehearseCommand implements Callable<Integer> {

    private static final String ANSWER =
            """
            {"name": "r1", "powerWatts": 31240, "utilization": 0.5, "asOf": "2026-01-01T00:00:00Z",
             "accelerators": 72, "applied": [{"kind": "Rack", "name": "r1", "action": "created"}],
             "metadata": {"name": "chat"}, "spec": {"model": {"parametersTotal": 671e9}},
             "status": {"unplaced": [{"slot": 0, "reason": "Fragmented"}]}}
            """;

    private static final String[][] COMMANDS = {
        {"help"},
        {"get", "site"},
        {"get", "racks"},
        {"get", "racks", "-o", "json"},
        {"get", "services"},
        {"get", "services", "-o", "yaml"},
        {"get", "placements"},
        {"get", "domains"},
        {"get", "loops"},
        {"get", "rollouts"},
        {"rollout", "status", "hall-1"},
        {"describe", "rack", "r1"},
        {"describe", "service", "chat"},
        {"cordon", "r1"},
        {"apply", "-f", "-"}
    };

    @Override
    public Integer call() throws IOException {
        HttpServer plane =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Path token = Files.createTempFile("gigafleet-rehearsal", ".token");
        try {
            Files.writeString(token, "rehearsal");
            String list = "{\"items\": [" + ANSWER + "]}";
            plane.createContext(
                    "/",
                    exchange -> {
                        boolean many = !exchange.getRequestURI().getPath().endsWith("1");
                        byte[] body = (many ? list : ANSWER).getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            plane.start();
            String url = "http://127.0.0.1:" + plane.getAddress().getPort();
            int worst = ExitCode.OK.number();
            for (String[] command : COMMANDS) {
                worst = Math.max(worst, GigafleetCommand.run(shell(url, token), command));
            }
            return worst;
        } finally {
            plane.stop(0);
            Files.delete(token);
        }
    }

    private static Shell shell(String url, Path token) {
        return new Shell(
                Map.of(Connection.URL_VARIABLE, url, Connection.TOKEN_VARIABLE, token.toString()),
                Path.of("").toAbsolutePath(),
                new ByteArrayInputStream("kind: Rack\n".getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                InstantSource.system(),
                duration -> {},
                Optional::empty);
    }
}
