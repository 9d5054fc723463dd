package io.gigafleet.controlplane.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of the API under test. Immutable. */
record Api(URI root, String token) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back; {@code body} is a missing node where it was no JSON. */
    record Answer(int status, HttpHeaders headers, JsonNode body, String text) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The last part of the problem's type URI. */
        String problem() {
            String type = body.path("type").asText();
            return type.substring(type.lastIndexOf('/') + 1);
        }

        /** The first fault's field, and where it is. */
        String firstFault() {
            JsonNode fault = body.path("problems").path(0);
            return "document %d, line %d: %s"
                    .formatted(
                            fault.path("document").asInt(),
                            fault.path("line").asInt(),
                            fault.path("field").asText());
        }

        String firstMessage() {
            JsonNode fault = body.path("problems").path(0);
            return fault.path("message").asText() + "; " + fault.path("hint").asText();
        }
    }

    /** The same API for the bearer of another token; empty: for nobody. */
    Api as(String other) {
        return new Api(root, other);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path, String... headers) {
        HttpRequest.Builder request = request(path).DELETE();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer postJson(String path, String body) {
        return post(path, "application/json", body);
    }

    Answer putJson(String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer putYaml(String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/yaml")
                        .PUT(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer apply(String yaml) {
        return post("/api/v1/apply", "application/yaml", yaml);
    }

    Answer tryApply(String yaml) {
        return post("/api/v1/apply?dryRun=true", "application/yaml", yaml);
    }

    Answer post(String path, String contentType, String body) {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    JSON.readTree(json ? response.body() : ""),
                    response.body());
        } catch (IOException e) {
            throw new AssertionError("the control plane did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }
}
