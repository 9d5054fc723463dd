package io.gigafleet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.schemas.Durations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Speaks the control plane's REST API, base {@code /api/v1}; every failure ends in advice. */
final class PlaneClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Connection connection;
    private final Duration timeout;
    private final HttpClient http;

    /**
     * @param timeout for one request, until its answer is there
     */
    PlaneClient(Connection connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
    }

    /**
     * Reads a resource.
     *
     * @param path below {@code /api/v1}, begins with a slash
     * @param query parameters; those with an empty value are left out
     */
    JsonNode get(String path, Map<String, String> query) {
        return send(request(path, query).GET(), "");
    }

    JsonNode post(String path, JsonNode body) {
        return send(
                request(path, Map.of())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                "");
    }

    JsonNode delete(String path) {
        return send(request(path, Map.of()).DELETE(), "");
    }

    /**
     * Applies manifests in one transaction.
     *
     * @param source what to call the text in problems, such as its file's name
     */
    JsonNode apply(String source, String manifests, boolean dryRun) {
        return send(
                request("/apply", dryRun ? Map.of("dryRun", "true") : Map.of())
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(manifests)),
                source);
    }

    /** A name as a segment of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        String parameters =
                query.entrySet().stream()
                        .filter(parameter -> !parameter.getValue().isEmpty())
                        .sorted(Map.Entry.comparingByKey())
                        .map(parameter -> parameter.getKey() + "=" + segment(parameter.getValue()))
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(
                        URI.create(
                                connection.url()
                                        + "/api/v1"
                                        + path
                                        + (parameters.isEmpty() ? "" : "?" + parameters)))
                .timeout(timeout)
                .header("Authorization", "Bearer " + connection.token())
                .header("Accept", "application/json, application/problem+json");
    }

    private JsonNode send(HttpRequest.Builder request, String source) {
        try {
            HttpResponse<String> answer =
                    http.send(
                            request.build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 200 && answer.statusCode() < 300) {
                return Json.read(answer.body());
            }
            throw Refused.by(answer, source);
        } catch (HttpConnectTimeoutException | ConnectException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the control plane at "
                            + connection.url()
                            + " is away (no connection); see './gigafleet status' and"
                            + " './gigafleet logs control-plane'");
        } catch (HttpTimeoutException e) {
            throw new CommandFailure(
                    ExitCode.TIMEOUT,
                    "the control plane at "
                            + connection.url()
                            + " gave no answer within "
                            + Durations.format(timeout)
                            + "; it may still do what was asked. Look with 'gigafleet get', or"
                            + " give it longer with --timeout");
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ERROR, "interrupted");
        }
    }
}
