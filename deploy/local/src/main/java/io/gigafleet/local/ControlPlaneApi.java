package io.gigafleet.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The few calls to the control plane's API that starting a stack takes. */
final class ControlPlaneApi {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration APPLY_LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI root;
    private final String token;
    private final HttpClient http;

    ControlPlaneApi(int port, String token) {
        this.root = URI.create("http://127.0.0.1:" + port);
        this.token = token;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_LIMIT)
                        .build();
    }

    /** Whether it says it is ready. */
    boolean ready() {
        return send(HttpRequest.newBuilder(root.resolve("/q/health/ready")).timeout(ANSWER_LIMIT))
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    /**
     * Applies manifests.
     *
     * @throws StackException if they are refused
     */
    void apply(String yaml) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(root.resolve("/api/v1/apply"))
                        .timeout(APPLY_LIMIT)
                        .header("Content-Type", "application/yaml")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(yaml));
        HttpResponse<String> answer =
                send(request)
                        .orElseThrow(
                                () -> new StackException("the control plane did not answer apply"));
        if (answer.statusCode() / 100 != 2) {
            throw new StackException(
                    "the control plane refused the scenario (HTTP " + answer.statusCode() + ")",
                    answer.body().lines().limit(20).toList());
        }
    }

    /** The site's summary; empty while there is none to be had. */
    Optional<JsonNode> site() {
        return send(HttpRequest.newBuilder(root.resolve("/api/v1/site"))
                        .timeout(ANSWER_LIMIT)
                        .header("Authorization", "Bearer " + token))
                .filter(answer -> answer.statusCode() == 200)
                .flatMap(answer -> json(answer.body()));
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
        try {
            return Optional.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            // Not listening yet, or gone: whoever waits asks again and watches the process.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while asking the control plane", e);
        }
    }

    private static Optional<JsonNode> json(String body) {
        try {
            return Optional.of(JSON.readTree(body));
        } catch (IOException e) {
            throw new StackException("the control plane's answer is no JSON: " + List.of(body), e);
        }
    }
}
