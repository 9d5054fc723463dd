package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.RackStatus;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One rollout of a fleet, as a test follows it. */
record RolloutStory(Fleet fleet, String name) {

    private static final Set<String> AT_REST = Set.of("COMPLETED", "ABORTED", "PAUSED");

    /** What the API says of it. */
    JsonNode status() {
        return fleet.get("/rollouts/" + name);
    }

    JsonNode timeline() {
        return fleet.get("/rollouts/" + name + "/timeline");
    }

    /** What the API says of one of its racks. */
    JsonNode rack(String rack) {
        for (JsonNode member : status().path("rackList")) {
            if (member.path("rack").asText().equals(rack)) {
                return member;
            }
        }
        throw new AssertionError(rack + " is not in rollout " + name);
    }

    /** Its racks in a state of membership, such as {@code DONE}. */
    List<String> racks(String state) {
        List<String> racks = new ArrayList<>();
        for (JsonNode member : status().path("rackList")) {
            if (member.path("state").asText().equals(state)) {
                racks.add(member.path("rack").asText());
            }
        }
        return racks;
    }

    /** Waits until it goes on no further by itself, and expects it to be in this phase then. */
    void awaitRest(String phase, Duration limit) {
        AtomicReference<JsonNode> last = new AtomicReference<>(status());
        Await.until(
                "rollout " + name + " comes to rest",
                limit,
                () -> {
                    last.set(status());
                    return AT_REST.contains(last.get().path("phase").asText());
                });
        JsonNode status = last.get();
        assertThat(status.path("phase").asText())
                .as("rollout %s: %s", name, status.path("reason").asText())
                .isEqualTo(phase);
    }

    /** Waits until the agent of a rack is at a stage's work. */
    void awaitAsked(String rack, String stage, Duration limit) {
        Await.until(
                rack + " is asked for " + stage,
                limit,
                () ->
                        fleet.ledger.number(
                                        "select count(*) from rack_progress where rack = '%s' and work_stage = '%s' and requested_at is not null"
                                                .formatted(rack, stage))
                                == 1);
    }

    /** Waits until a rack's meter shows full load. */
    void awaitLoad(String rack, Duration limit) {
        Await.until(rack + " is under load", limit, () -> watts(rack) > 0.85 * RowSite.PEAK_WATTS);
    }

    /** What a rack's meter shows. */
    long watts(String rack) {
        return fleet.get("/racks/" + rack).path("powerWatts").asLong();
    }

    /** The firmware its racks report to run. */
    Map<String, String> firmware() throws InvalidProtocolBufferException {
        List<String> racks = new ArrayList<>();
        status().path("rackList").forEach(member -> racks.add(member.path("rack").asText()));
        Map<String, String> firmware = new HashMap<>();
        for (ConsumerRecord<String, byte[]> status :
                TopicTail.read(fleet.infrastructure, TopicCatalogue.builtIn().rackStatus())) {
            if (racks.contains(status.key())) {
                firmware.put(status.key(), RackStatus.parseFrom(status.value()).getFirmware());
            }
        }
        return firmware;
    }

    /** Gives an order such as {@code resume} or {@code racks/r1/retry}, which is taken. */
    void order(String words, String reason) {
        HttpResponse<String> answer = tryOrder(words, reason);
        assertThat(answer.statusCode()).as(words + ": " + answer.body()).isEqualTo(200);
    }

    /** Lets it go on, and waits until it does. */
    void resume(String reason) {
        order("resume", reason);
        Await.until(
                "rollout " + name + " goes on",
                Duration.ofMinutes(1),
                () -> !status().path("phase").asText().equals("PAUSED"));
    }

    /** The same as {@link #order}, whatever the answer. */
    HttpResponse<String> tryOrder(String words, String reason) {
        return fleet.send(
                "POST",
                "/api/v1/rollouts/" + name + "/" + words,
                "{\"reason\": \"%s\"}".formatted(reason),
                "application/json");
    }

    /**
     * Rows of the ledger about this rollout: {@code columns from table where rollout = … and …}.
     */
    List<String> ledger(String columns, String table, String where) throws SQLException {
        return fleet.ledger.rows(
                "select %s from %s where rollout = '%s' and %s"
                        .formatted(columns, table, name, where));
    }
}
