package io.gigafleet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.schemas.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Speaks the control plane's REST API, base {@code /api/v1}; every failure ends in advice.
 *
 * <p>On {@link HttpURLConnection}: the first request of {@code java.net.http.HttpClient} costs 200
 * ms of CPU even from an AOT cache, this one 10 ms, and a command makes one request.
 */
final class PlaneClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Connection connection;
    private final Duration timeout;

    /**
     * @param timeout longest wait for one answer
     */
    PlaneClient(Connection connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /**
     * A request.
     *
     * @param path below {@code /api/v1} with its query, begins with a slash
     * @param contentType of the body; empty: there is none
     * @param source what to call the body in problems, such as its file's name
     */
    private record Request(
            String method, String path, String contentType, String body, String source) {
        static Request bodiless(String method, String path) {
            return new Request(method, path, "", "", "");
        }
    }

    /**
     * Reads a resource.
     *
     * @param path below {@code /api/v1}, begins with a slash
     * @param query parameters; those with an empty value are left out
     */
    JsonNode get(String path, Map<String, String> query) {
        String parameters =
                query.entrySet().stream()
                        .filter(parameter -> !parameter.getValue().isEmpty())
                        .sorted(Map.Entry.comparingByKey())
                        .map(parameter -> parameter.getKey() + "=" + segment(parameter.getValue()))
                        .collect(Collectors.joining("&"));
        return send(Request.bodiless("GET", parameters.isEmpty() ? path : path + "?" + parameters));
    }

    JsonNode post(String path, JsonNode body) {
        return send(new Request("POST", path, "application/json", body.toString(), ""));
    }

    /**
     * Asks what would happen.
     *
     * @param source what to call the manifests in it in problems, such as their file's name
     */
    JsonNode whatIf(String source, JsonNode question) {
        return send(
                new Request("POST", "/whatif", "application/json", question.toString(), source));
    }

    JsonNode put(String path, JsonNode body) {
        return send(new Request("PUT", path, "application/json", body.toString(), ""));
    }

    JsonNode delete(String path) {
        return send(Request.bodiless("DELETE", path));
    }

    /**
     * Applies manifests in one transaction.
     *
     * @param source what to call the text in problems, such as its file's name
     */
    JsonNode apply(String source, String manifests, boolean dryRun) {
        String path = dryRun ? "/apply?dryRun=true" : "/apply";
        return send(new Request("POST", path, "application/yaml", manifests, source));
    }

    /** A name as a segment of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode send(Request request) {
        try {
            HttpURLConnection http = connect(request);
            try {
                return exchange(http, request);
            } catch (SocketTimeoutException e) {
                http.disconnect();
                throw noAnswer();
            }
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "what answers at " + connection.url() + " is no control plane: no JSON");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the connection to "
                            + connection.url()
                            + " broke ("
                            + e.getMessage()
                            + "); see './gigafleet status', then try again");
        }
    }

    private HttpURLConnection connect(Request request) throws IOException {
        URI uri = URI.create(connection.url() + "/api/v1" + request.path());
        HttpURLConnection http = (HttpURLConnection) uri.toURL().openConnection();
        http.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        http.setReadTimeout(Math.toIntExact(timeout.toMillis()));
        http.setInstanceFollowRedirects(false);
        http.setRequestMethod(request.method());
        http.setRequestProperty("Authorization", "Bearer " + connection.token());
        http.setRequestProperty("Accept", "application/json, application/problem+json");
        if (!request.contentType().isEmpty()) {
            http.setRequestProperty("Content-Type", request.contentType());
            http.setDoOutput(true);
        }
        try {
            http.connect();
            return http;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the control plane at "
                            + connection.url()
                            + " is away ("
                            + e.getMessage()
                            + "); see './gigafleet status' and './gigafleet logs control-plane'");
        }
    }

    private JsonNode exchange(HttpURLConnection http, Request request) throws IOException {
        if (http.getDoOutput()) {
            http.getOutputStream().write(request.body().getBytes(StandardCharsets.UTF_8));
        }
        int status = http.getResponseCode();
        String body = body(http, status);
        if (status >= 200 && status < 300) {
            return Json.read(body);
        }
        String retryAfter = http.getHeaderField("Retry-After");
        throw Refused.with(status, body, retryAfter == null ? "" : retryAfter, request.source());
    }

    private static String body(HttpURLConnection http, int status) throws IOException {
        try (InputStream in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private CommandFailure noAnswer() {
        return new CommandFailure(
                ExitCode.TIMEOUT,
                "the control plane at "
                        + connection.url()
                        + " gave no answer within "
                        + Durations.format(timeout)
                        + "; it may still do what was asked. Look with 'gigafleet get', or give it"
                        + " longer with --timeout");
    }
}
