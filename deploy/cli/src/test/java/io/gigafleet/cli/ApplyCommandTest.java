package io.gigafleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {

    private static final String APPLIED =
            """
            {"applied": [{"kind": "Tenant", "name": "acme", "action": "unchanged"},
                         {"kind": "InferenceService", "name": "chat", "action": "created"}],
             "revision": 12}
            """;

    @TempDir Path directory;
    private FakePlane plane;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        plane = new FakePlane();
        operator = Operator.of(directory, plane).with("site.yaml", "kind: Site\n");
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    private static String service(int wanted, int serving, boolean satisfied, String unplaced) {
        return """
        {"metadata": {"name": "chat"}, "spec": {"replicas": {"min": 2, "max": 4}},
         "status": {"wanted": %d, "placed": %d, "serving": %d, "satisfied": %s, "unplaced": [%s]}}
        """
                .formatted(wanted, serving, serving, satisfied, unplaced);
    }

    @Test
    void theFileIsSentAsItIsAndEveryChangeIsNamed() {
        plane.answers("POST /apply", 200, APPLIED);

        Operator.Saw saw = operator.types("apply", "-f", "site.yaml");

        assertThat(saw.exitCode()).isZero();
        assertThat(saw.out()).isEqualTo("Tenant acme unchanged\nInferenceService chat created\n");
        assertThat(plane.asked().getFirst().body()).isEqualTo("kind: Site\n");
        assertThat(plane.asked().getFirst().contentType()).isEqualTo("application/yaml");
    }

    @Test
    void dryRunIsAskedForAndSaid() {
        plane.answers("POST /apply?dryRun=true", 200, APPLIED);

        Operator.Saw saw = operator.types("apply", "-f", "site.yaml", "--dry-run", "--wait", "1s");

        assertThat(saw.out()).contains("InferenceService chat created (dry run)\n");
        assertThat(plane.askedLines()).containsExactly("POST /apply?dryRun=true");
    }

    @Test
    void dashReadsStandardInput() {
        plane.answers("POST /apply", 200, APPLIED);

        operator.piping("kind: Tenant\n").types("apply", "-f", "-");

        assertThat(plane.asked().getFirst().body()).isEqualTo("kind: Tenant\n");
    }

    @Test
    void problemsArePrintedAsACompilerPrintsThem() {
        plane.answers(
                "POST /apply",
                422,
                """
                {"title": "The manifest is not valid", "status": 422, "detail": "2 problems; nothing was applied",
                 "problems": [
                  {"document": 1, "line": 12, "column": 5, "field": "spec.replcas",
                   "message": "unknown field 'replcas'", "hint": "did you mean 'replicas'?"},
                  {"document": 0, "line": 0, "column": 0, "field": "",
                   "message": "the site has no root", "hint": ""}]}
                """);

        Operator.Saw saw = operator.types("apply", "-f", "site.yaml");

        assertThat(saw.exitCode()).isEqualTo(1);
        assertThat(saw.err())
                .isEqualTo(
                        """
                        site.yaml:12:5 spec.replcas: unknown field 'replcas'; did you mean 'replicas'?
                        the site has no root
                        The manifest is not valid: 2 problems; nothing was applied
                        """);
    }

    @Test
    void problemsOfStandardInputAreNamedSo() {
        plane.answers(
                "POST /apply",
                422,
                "{\"title\": \"no\", \"problems\": [{\"line\": 1, \"column\": 2, \"message\":"
                        + " \"bad\\u001b[2J\"}]}");

        assertThat(operator.types("apply", "-f", "-").err()).startsWith("stdin:1:2 bad?[2J\n");
    }

    @Test
    void missingFileAsksNothing() {
        Operator.Saw saw = operator.types("apply", "-f", "nope.yaml");

        assertThat(saw.exitCode()).isEqualTo(1);
        assertThat(saw.err()).isEqualTo("nope.yaml: no such file\n");
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void fileThatIsNoTextIsNamed() {
        assertThat(operator.types("apply", "-f", ".").err()).startsWith(".: can't be read as");
    }

    @Test
    void waitingEndsWhenEveryServiceIsSatisfied() {
        plane.answers("POST /apply", 200, APPLIED)
                .answers("GET /services/chat", 200, service(0, 0, true, ""))
                .answers("GET /services/chat", 200, service(2, 1, false, ""))
                .answers("GET /services/chat", 200, service(2, 2, true, ""));

        Operator.Saw saw = operator.types("apply", "-f", "site.yaml", "--wait", "1m");

        assertThat(saw.exitCode()).isZero();
        assertThat(plane.askedLines()).hasSize(4);
    }

    @Test
    void acceptedButNotPlacedIsElevenWithTheReason() {
        plane.answers("POST /apply", 200, APPLIED)
                .answers(
                        "GET /services/chat",
                        200,
                        service(
                                2,
                                1,
                                false,
                                """
                                {"slot": 1, "reason": "PowerExhausted",
                                 "message": "row h1-r1 has 12 kW left",
                                 "nearestFit": "needs 18 kW in one row; the best, h1-r1, has 12 kW",
                                 "since": "2026-03-01T02:59:30Z"}
                                """));

        Operator.Saw saw = operator.types("apply", "-f", "site.yaml", "--wait", "2s");

        assertThat(saw.exitCode()).isEqualTo(11);
        assertThat(saw.err())
                .isEqualTo(
                        """
                        service chat is not satisfied: 1 of 2 replicas serve, 1 are placed
                          slot 1: PowerExhausted for 32s
                            row h1-r1 has 12 kW left
                            nearest fit: needs 18 kW in one row; the best, h1-r1, has 12 kW
                        """);
        assertThat(plane.askedLines()).hasSize(1 + 5);
    }
}
