package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that change one thing. */
class OrdersTest {

    @TempDir Path directory;
    private FakePlane plane;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        plane = new FakePlane();
        operator = Operator.of(directory, plane);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Test
    void serviceIsDeletedByName() {
        plane.answers("DELETE /services/chat", 204, "");

        assertThat(operator.types("delete", "service", "chat").out())
                .isEqualTo("service chat deleted\n");
    }

    @Test
    void drainSaysHowManyReplicasAreLeftAndKeepsTheReason() {
        plane.answers("POST /racks/r1/drain", 200, "{\"name\": \"r1\", \"placements\": [{}, {}]}");

        Operator.Saw saw = operator.types("drain", "r1", "--reason", "pump noise");

        assertThat(saw.out())
                .isEqualTo(
                        "rack r1 gives its replicas up; it still has 2, see 'gigafleet describe"
                                + " rack r1'\n");
        assertThat(plane.asked().getFirst().body()).isEqualTo("{\"reason\":\"pump noise\"}");
    }

    @Test
    void uncordonIsAskedOfTheRack() {
        plane.answers("POST /racks/r1/uncordon", 200, "");

        assertThat(operator.types("uncordon", "r1").out())
                .isEqualTo("rack r1 takes replicas again\n");
    }

    @Test
    void capIsTakenInWattsOrKilowatts() {
        plane.answers("PUT /racks/r1/cap", 200, "{}");

        assertThat(operator.types("cap", "r1", "84kW", "--reason", "pump").out())
                .isEqualTo("rack r1 may draw 84000 W at most\n");
        operator.types("cap", "r1", "84000W");

        assertThat(plane.asked())
                .extracting(FakePlane.Asked::body)
                .containsExactly(
                        "{\"watts\":84000,\"reason\":\"pump\"}",
                        "{\"watts\":84000,\"reason\":\"\"}");
    }

    @Test
    void capIsTakenOff() {
        plane.answers("DELETE /racks/r1/cap?reason=pump%20is%20back", 200, "{}");

        assertThat(operator.types("cap", "r1", "off", "--reason", "pump is back").out())
                .isEqualTo("rack r1 has no cap by hand\n");
    }

    @Test
    void capWithoutAPowerIsAWrongCommandLine() {
        Operator.Saw saw = operator.types("cap", "r1", "60%");

        assertThat(saw.exitCode()).isEqualTo(2);
        assertThat(saw.err())
                .contains("'60%' is no power; write it with its unit, as 84kW or 84000W, or off");
    }

    @Test
    void capWithoutAUnitIsAWrongCommandLine() {
        Operator.Saw saw = operator.types("cap", "r1", "84");

        assertThat(saw.exitCode()).isEqualTo(2);
        assertThat(saw.err())
                .contains("'84' is no power; write it with its unit, as 84kW or 84000W, or off");
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void tripIsClearedByItsId() {
        plane.answers("POST /racks/r1/clear-trip", 200, "{}");

        assertThat(operator.types("clear-trip", "r1", "t-9").out())
                .isEqualTo("rack r1 may go on after t-9\n");
        assertThat(plane.asked().getFirst().body()).isEqualTo("{\"trip\":\"t-9\",\"reason\":\"\"}");
    }

    @Test
    void tripTheRackIsNotInIsAConflict() {
        plane.answers("POST /racks/r1/clear-trip", 409, "{\"detail\": \"rack r1 is not tripped\"}");

        Operator.Saw saw = operator.types("clear-trip", "r1", "r1-bogus");

        assertThat(saw.exitCode()).isNotZero();
        assertThat(saw.out()).isEmpty();
        assertThat(saw.err()).contains("rack r1 is not tripped");
    }

    @Test
    void rehearsalGoesThroughWithoutAFleet() {
        assertThat(Operator.in(directory).types("rehearse").exitCode()).isZero();
    }
}
