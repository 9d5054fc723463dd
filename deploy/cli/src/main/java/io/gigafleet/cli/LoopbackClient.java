package io.gigafleet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Speaks with the ports that agents and the plant open for their own host. */
final class LoopbackClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int AWAY = 0;

    private final Duration timeout;

    LoopbackClient(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * What came back.
     *
     * @param status of HTTP; 0: nobody answered, and the text says why
     */
    record Answer(int status, String text) {

        boolean isAway() {
            return status == AWAY;
        }

        boolean isNotFound() {
            return status == HttpURLConnection.HTTP_NOT_FOUND;
        }

        boolean isDone() {
            return status / 100 == 2;
        }

        /** The first line, which agents write for people. */
        String line() {
            return text.lines().findFirst().orElse("");
        }
    }

    Answer get(LocalStack.Process process, String path) {
        return ask(process, "GET", path);
    }

    /**
     * Orders something.
     *
     * @param query parameters, in their order
     */
    Answer post(LocalStack.Process process, String path, Map<String, String> query) {
        return ask(
                process,
                "POST",
                query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + PlaneClient.segment(each.getValue()))
                        .collect(Collectors.joining("&", path + "?", "")));
    }

    private Answer ask(LocalStack.Process process, String method, String path) {
        try {
            HttpURLConnection http =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + process.port() + path)
                                    .toURL()
                                    .openConnection();
            http.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
            http.setReadTimeout(Math.toIntExact(timeout.toMillis()));
            http.setRequestMethod(method);
            int status = http.getResponseCode();
            try (InputStream in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
                return new Answer(
                        status,
                        in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return new Answer(AWAY, String.valueOf(e.getMessage()));
        }
    }
}
