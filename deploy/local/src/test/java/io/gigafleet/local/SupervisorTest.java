package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The supervisor as the launcher runs it, in a JVM of its own, with real PostgreSQL and Kafka and
 * stand-ins for control plane and agents.
 */
class SupervisorTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path directory;
    private StackLayout layout;
    private int port;

    @BeforeEach
    void makeApp() throws IOException {
        layout = new StackLayout(directory.resolve("data"));
        port = FreePorts.pick(1).getFirst();
        BuiltParts built = BuiltParts.inCheckout(Path.of("").toAbsolutePath());
        BuiltParts app = BuiltParts.staged(directory.resolve("app"));
        PostgresBinaries.unpackInto(built.postgresHome());
        Files.createDirectories(directory.resolve("app"));
        Files.createSymbolicLink(app.brokerLib(), built.brokerLib());
        Files.createSymbolicLink(app.postgresHome(), built.postgresHome());
        jar(app.controlPlaneJar(), StandInControlPlane.class);
        jar(app.agentJar(), StandInAgent.class);
    }

    @AfterEach
    void leaveNothing() {
        StackFile.read(layout.stackFile()).ifPresent(stack -> StopOrder.stop(stack.processes()));
    }

    @Test
    void aKilledAgentStaysDeadAKilledControlPlaneComesBackAndDownStopsAll() throws Exception {
        Process supervisor = up();
        StackFile stack = awaitReady(supervisor);
        assertThat(stack.processes()).hasSize(9).allMatch(StackFile.Entry::alive);

        Signal.KILL.send(entry("agent-l2").identity());
        StackFile.Entry controlPlane = entry(ControlPlaneProgram.NAME);
        Signal.KILL.send(controlPlane.identity());
        await(() -> !entry(ControlPlaneProgram.NAME).identity().equals(controlPlane.identity()));
        assertThat(entry("agent-l2").alive()).isFalse();
        assertThat(run("restart", "agent-l2")).isZero();
        assertThat(entry("agent-l2").alive()).isTrue();

        List<StackFile.Entry> all = read().processes();
        assertThat(run("down")).isZero();
        assertThat(all).noneMatch(StackFile.Entry::alive);
        assertThat(layout.stackFile()).doesNotExist();
    }

    @Test
    void aKilledKafkaEndsTheStackInOneLineAndLeavesNothing() throws Exception {
        Process supervisor = up();
        StackFile stack = awaitReady(supervisor);

        Signal.KILL.send(entry(KafkaBroker.NAME).identity());

        assertThat(supervisor.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(supervisor.exitValue()).isEqualTo(1);
        assertThat(output()).contains("gigafleet: kafka died (exit code 137)");
        assertThat(stack.processes()).noneMatch(StackFile.Entry::alive);
    }

    @Test
    void downStopsWhatAKilledSupervisorLeftAndTheDataSurvives() throws Exception {
        Process supervisor = up();
        StackFile stack = awaitReady(supervisor);
        String token = Files.readString(layout.tokenFile());

        supervisor.destroyForcibly().waitFor();
        assertThat(stack.processes().stream().filter(StackFile.Entry::alive)).hasSize(8);
        assertThat(run("down")).isZero();
        assertThat(stack.processes()).noneMatch(StackFile.Entry::alive);

        Process again = up();
        awaitReady(again);
        assertThat(Files.readString(layout.tokenFile())).isEqualTo(token);
        assertThat(run("sql", "-c", "select 1 as one")).isZero();
        assertThat(run("up")).isZero();
        assertThat(run("status")).isZero();
        again.destroy();
        assertThat(again.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(layout.stackFile()).doesNotExist();
    }

    private Process up() throws IOException {
        return start("up", "--port", Integer.toString(port), "--traffic", trace().toString());
    }

    private Path trace() throws IOException {
        return Files.writeString(
                directory.resolve("trace.csv"), "TIMESTAMP,ContextTokens,GeneratedTokens\n");
    }

    private int run(String... arguments) throws Exception {
        Process process =
                arguments[0].equals("up")
                        ? start(
                                "up",
                                "--port",
                                Integer.toString(port),
                                "--traffic",
                                trace().toString())
                        : start(arguments);
        assertThat(process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        return process.exitValue();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-D" + BuiltParts.APP_PROPERTY + "=" + directory.resolve("app"),
                        "-D" + Place.CHECKOUT_PROPERTY + "=" + Path.of("../..").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalCommand.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", layout.data().toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve("output").toFile()))
                .start();
    }

    private StackFile awaitReady(Process supervisor) {
        await(() -> !supervisor.isAlive() || Files.exists(layout.readyFile()));
        assertThat(supervisor.isAlive()).as(output()).isTrue();
        return read();
    }

    private void await(BooleanSupplier condition) {
        assertThat(Waiting.until(condition, LIMIT)).as(output()).isTrue();
    }

    private StackFile read() {
        return StackFile.read(layout.stackFile()).orElseThrow();
    }

    private StackFile.Entry entry(String name) {
        return read().processes().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String output() {
        try {
            return Files.readString(directory.resolve("output"));
        } catch (IOException e) {
            return "no output: " + e.getMessage();
        }
    }

    /** A jar without classes, whose manifest leads to a test class. */
    private static void jar(Path file, Class<?> main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Path.of("target/test-classes").toAbsolutePath().toUri().toString());
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }
}
