package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    private static final String ANSWER =
            """
            {"services": [
               {"service": "chat", "wanted": 4, "held": 4, "placed": 0, "moved": 1, "preempted": 0,
                "refused": 1, "refusedAnyway": 0,
                "reasons": [{"replicas": 1, "reason": "PowerExhausted", "verdict": "NOT_NOW",
                  "message": "power of row-2 is committed", "nearestFit": "the best, row-2, has 3.0 kW"}]}],
             "steps": [
               {"step": "MOVED", "service": "chat", "slot": 0, "part": 0, "fromRack": "r1", "toRack": "r5", "accelerators": 8},
               {"step": "LOST", "service": "chat", "slot": 1, "part": 0, "fromRack": "r2", "toRack": "", "accelerators": 8}],
             "stepsLeftOut": 0,
             "domains": [
               {"name": "feed", "budgetBeforeWatts": 750000, "committedBeforeWatts": 400000, "headroomBeforeWatts": 350000,
                "budgetAfterWatts": 700000, "committedAfterWatts": 407000, "headroomAfterWatts": 293000},
               {"name": "pdu-9", "budgetBeforeWatts": 1, "committedBeforeWatts": 1, "headroomBeforeWatts": 0,
                "budgetAfterWatts": 1, "committedAfterWatts": 1, "headroomAfterWatts": 0}],
             "loops": [], "refusesMore": true, "settled": true}
            """;

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
    void whatWouldChangeIsToldAndRefusalsEndWithEleven() {
        plane.answers("POST /whatif", 200, ANSWER);

        var told = operator.types("simulate", "--lose-row", "h1-r1", "--budget", "feed=700kW");

        assertThat(told.exitCode()).isEqualTo(11);
        assertThat(told.out())
                .isEqualTo(
                        """
                        services
                          SERVICE  WANTED  HELD  PLACED  MOVED  PREEMPTED  REFUSED  ANYWAY
                          chat          4     4       0      1          0        1       0

                        without a place
                          chat: 1 × PowerExhausted, not now
                            power of row-2 is committed
                            nearest fit: the best, row-2, has 3.0 kW

                        replicas
                          STEP   SERVICE  SLOT  PART  FROM  TO  ACCELERATORS
                          MOVED  chat        0     0  r1    r5             8
                          LOST   chat        1     0  r2    -              8

                        power
                          DOMAIN  BUDGET kW   THEN  COMMITTED kW   THEN  HEADROOM kW   THEN
                          feed        750.0  700.0         400.0  407.0        350.0  293.0
                        """);
    }

    @Test
    void theQuestionIsWhatTheOptionsSay() throws IOException {
        plane.answers("POST /whatif", 200, "{\"settled\": true}");
        Files.writeString(directory.resolve("chat.yaml"), "kind: InferenceService\n");

        var told =
                operator.types(
                        "simulate",
                        "--place",
                        "chat.yaml",
                        "--scale",
                        "search=3",
                        "--lose-rack",
                        "r1",
                        "--lose-loop",
                        "l2",
                        "--add-racks",
                        "2,gb300-nvl72,h1-r1",
                        "--add-racks",
                        "1,gb300-nvl72,h1-r2,l3,pdu-4");

        assertThat(told.exitCode()).isZero();
        assertThat(told.out()).isEqualTo("nothing would change\n");
        assertThat(plane.asked().getLast().body())
                .isEqualTo(
                        "{\"manifests\":\"kind: InferenceService\\n"
                            + "\",\"services\":[{\"name\":\"search\",\"replicas\":3}],"
                            + "\"lose\":{\"racks\":[\"r1\"],\"rows\":[],\"loops\":[\"l2\"]},"
                            + "\"addRacks\":[{\"count\":2,\"sku\":\"gb300-nvl72\",\"row\":\"h1-r1\"},"
                            + "{\"count\":1,\"sku\":\"gb300-nvl72\",\"row\":\"h1-r2\","
                            + "\"loop\":\"l3\",\"powerDomain\":\"pdu-4\"}]}");
    }

    @Test
    void aFileMayAskItAll() throws IOException {
        plane.answers("POST /whatif", 200, "{\"settled\": true}");
        Files.writeString(directory.resolve("question.yaml"), "lose: {rows: [h1-r1]}\n");

        assertThat(operator.types("simulate", "-f", "question.yaml").exitCode()).isZero();
        assertThat(plane.asked().getLast().body()).contains("\"rows\":[\"h1-r1\"]");
    }

    @Test
    void optionsThatMeanNothingAreUsageErrors() {
        assertThat(operator.types("simulate", "--budget", "feed").exitCode()).isEqualTo(2);
        assertThat(operator.types("simulate", "--budget", "feed=much").exitCode()).isEqualTo(2);
        assertThat(operator.types("simulate", "--add-racks", "two,x,y").exitCode()).isEqualTo(2);
        assertThat(operator.types("simulate", "--scale", "a=-1").exitCode()).isEqualTo(2);
    }
}
