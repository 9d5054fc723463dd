package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final List<String> DIES = List.of("sh", "-c", "echo cannot go on; exit 3");
    private static final List<String> LIVES = List.of("sleep", "600");

    @TempDir Path logs;
    @TempDir Path requests;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ProcessTable table = new ProcessTable(processes -> {});
    private long nowNanos;

    @AfterEach
    void stopAll() {
        StopOrder.stop(table.close().stream().map(StackEntries::of).toList());
    }

    @Test
    void aDeadDatabaseEndsTheStackWithTheEndOfItsLog() {
        startAndAwaitDeath(PostgresServer.NAME);

        assertThatThrownBy(() -> watch().look(nowNanos))
                .isInstanceOfSatisfying(
                        StackException.class,
                        e -> {
                            assertThat(e).hasMessageContaining("postgres died (exit code 3)");
                            assertThat(e.details()).containsExactly("cannot go on");
                        });
    }

    @Test
    void aDeadAgentIsMournedOnceAndStaysDead() {
        startAndAwaitDeath("agent-l1");
        Watch watch = watch();

        watch.look(nowNanos);
        watch.look(nowNanos);

        assertThat(said())
                .containsOnlyOnce("agent-l1 died")
                .contains("./gigafleet restart agent-l1");
        assertThat(process("agent-l1").alive()).isFalse();
    }

    @Test
    void aDeadPlantLeavesTheSiteWithoutMeters() {
        startAndAwaitDeath(PlantProgram.NAME);
        watch().look(nowNanos);

        assertThat(said()).contains("the site is without meters until ./gigafleet restart plant");
    }

    @Test
    void aControlPlaneThatDiesAgainAndAgainEndsTheStack() {
        startAndAwaitDeath(ControlPlaneProgram.NAME);
        Watch watch = watch();
        for (int i = 0; i < Watch.RESTARTS_MAX; i++) {
            watch.look(nowNanos);
            awaitDeath(ControlPlaneProgram.NAME);
        }

        assertThatThrownBy(() -> watch.look(nowNanos)).hasMessageContaining("control-plane died");
    }

    @Test
    void aControlPlaneThatDiesNowAndThenIsStartedEachTime() {
        startAndAwaitDeath(ControlPlaneProgram.NAME);
        Watch watch = watch();
        for (int i = 0; i < 2 * Watch.RESTARTS_MAX; i++) {
            watch.look(nowNanos);
            awaitDeath(ControlPlaneProgram.NAME);
            nowNanos += Watch.RESTART_WINDOW.toNanos() / 2;
        }

        assertThat(said().lines()).hasSize(2 * Watch.RESTARTS_MAX);
    }

    @Test
    void aRequestRestartsALivingProcessAndIsCleared() throws IOException {
        StackProcess before = table.start(spec("agent-l1", LIVES));
        Path request = Files.createFile(requests.resolve("agent-l1"));

        watch().look(nowNanos);

        assertThat(before.alive()).isFalse();
        assertThat(process("agent-l1").alive()).isTrue();
        assertThat(request).doesNotExist();
    }

    @Test
    void aRequestForAProcessNobodyKnowsIsClearedToo() throws IOException {
        Path request = Files.createFile(requests.resolve("agent-l9"));

        watch().look(nowNanos);

        assertThat(request).doesNotExist();
        assertThat(said()).isEmpty();
    }

    private Watch watch() {
        return new Watch(
                table,
                requests,
                new Progress(
                        new PrintStream(said, true, StandardCharsets.UTF_8), System.nanoTime()));
    }

    private void startAndAwaitDeath(String name) {
        table.start(spec(name, DIES));
        awaitDeath(name);
    }

    private void awaitDeath(String name) {
        assertThat(Waiting.until(() -> !process(name).alive(), LIMIT)).isTrue();
    }

    private StackProcess process(String name) {
        return table.all().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ProcessSpec spec(String name, List<String> command) {
        return new ProcessSpec(
                name,
                command,
                Map.of(),
                logs.resolve(name + ".log"),
                0,
                Optional.empty(),
                Signal.TERM);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
