package io.gigafleet.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A guard that may only suggest: racks surge, an operator approves, the leader is killed. */
class SuggestionTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir private static Path directory;
    private static GuardedFleet guarded;
    private static Fleet fleet;

    @RegisterExtension static final SaidOnFailure SAID_ON_FAILURE = new SaidOnFailure(() -> fleet);

    @BeforeAll
    static void start() {
        guarded = GuardedFleet.start(directory);
        fleet = guarded.fleet;
    }

    @AfterAll
    static void stop() {
        guarded.close();
    }

    @Test
    void suggestionIsDoneOnceSomebodyApprovesIt() throws SQLException {
        mode("suggest");
        try {
            long actsBefore = acts("cap");
            guarded.surgeEast();
            Await.until(
                    "it says what it would do",
                    SOON,
                    () ->
                            acts("suggest-cap") > 0
                                    && guarded.drawnWatts("east") > GuardedFleet.EAST_WATTS);
            assertThat(acts("cap")).isEqualTo(actsBefore);
            assertThat(fleet.get("/alarms?standing=true").path("items"))
                    .anyMatch(alarm -> alarm.path("subject").asText().equals("domain/east"));

            String id = suggestionFor("domain/east").path("id").asText();
            assertThat(approve(id)).isEqualTo(200);
            Await.until("now it does it", SOON, () -> guarded.isEastCapped());
            assertThat(approve(id)).as("twice is once").isEqualTo(200);
            assertThat(suggestionFor("domain/east").path("approvedBy").asText()).isNotEmpty();
            assertThat(
                            fleet.ledger.number(
                                    "select count(*) from audit where subject = 'domain/east' and"
                                            + " action = 'cap' and detail like '%; approved by %'"))
                    .isPositive();

            fleet.plane().kill();
            fleet.restartPlane();
            Await.until("the next leader's guard is on duty", SOON, guarded::isGuarded);
            assertThat(suggestionFor("domain/east").path("id").asText()).isEqualTo(id);
            Await.until(
                    "and goes on with what was approved",
                    SOON,
                    () ->
                            guarded.isEastCapped()
                                    && suggestionFor("domain/east").path("approvedBy").isTextual());
        } finally {
            mode("act");
        }
        Await.until(
                "what it may do anyway is no suggestion",
                SOON,
                () -> fleet.get("/safety/suggestions").path("items").isEmpty());
    }

    private static JsonNode suggestionFor(String subject) {
        for (JsonNode suggestion : fleet.get("/safety/suggestions").path("items")) {
            if (suggestion.path("subject").asText().equals(subject)) {
                return suggestion;
            }
        }
        throw new AssertionError("nothing is suggested for " + subject);
    }

    private static int approve(String id) {
        return fleet.send(
                        "POST",
                        "/api/v1/safety/suggestions/" + id + "/approve",
                        "{}",
                        "application/json")
                .statusCode();
    }

    private static long acts(String action) throws SQLException {
        return fleet.ledger.number(
                "select count(*) from audit where actor = 'safety' and action = '%s'"
                        .formatted(action));
    }

    private static void mode(String mode) {
        assertThat(
                        fleet.send(
                                        "PUT",
                                        "/api/v1/safety/modes",
                                        "{\"modes\": {\"power\": \"%s\"}}".formatted(mode),
                                        "application/json")
                                .statusCode())
                .isEqualTo(200);
    }
}
