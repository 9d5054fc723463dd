package io.gigafleet.nodeagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line says when something is wrong; a running agent is tested elsewhere. */
class NodeAgentTest {

    private static final String SITE =
            """
            apiVersion: gigafleet/v1
            kind: Site
            metadata: {name: test}
            spec:
              halls: [{name: h1, rows: [r1]}]
              domains: [{name: site, kind: site, continuousWatts: 750000}]
              loops: [{name: l1, hall: h1, heatCapacityWatts: 300000}]
            ---
            apiVersion: gigafleet/v1
            kind: Rack
            metadata: {name: r1}
            spec: {sku: gb300-nvl72, serial: s1, hall: h1, row: r1, position: 1, powerDomain: site, coolantLoop: l1}
            """;

    @TempDir Path directory;

    private record Outcome(int exitCode, String errors) {}

    @Test
    void missingOptionsAreNamed() {
        Outcome outcome = run("--agent-id", "a");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).contains("--bootstrap-servers").contains("--manifest");
    }

    @Test
    void missingManifestIsNamed() {
        Outcome outcome = start(directory.resolve("nowhere.yaml"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).contains("NoSuchFileException").contains("nowhere.yaml");
    }

    @Test
    void wrongSourceIsExplained() throws IOException {
        Outcome outcome = start(site(), "--source", "conversation=12");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors())
                .startsWith("node-agent: 'conversation=12' is not a source")
                .doesNotContain("\tat ");
    }

    @Test
    void wrongStageFaultsAreAnErrorOfUsage() throws IOException {
        Outcome outcome = start(site(), "--stage-faults", "random=0.03,leek=r5");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).contains("--stage-faults").contains("Maybe 'leak'?");
    }

    @Test
    void badTraceLineIsNamed() throws IOException {
        Path trace = directory.resolve("trace.csv");
        Files.writeString(trace, "timestamp_ms,input_tokens,output_tokens\n0,1,1\n1,x,1\n");
        Outcome outcome = start(site(), "--source", "conversation=trace:" + trace);

        assertThat(outcome.errors()).contains("trace.csv, line 3: 'x' is not a number of tokens");
    }

    @Test
    void takenAdminPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = start(site(), "--admin-port", Integer.toString(taken.getLocalPort()));

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.errors()).contains("admin port " + taken.getLocalPort());
        }
    }

    @Test
    void sampleTraceIsWritten() throws IOException {
        Path out = directory.resolve("sample.csv");
        Outcome outcome = run("sample-trace", "--seed", "3", "--out", out.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.readAllLines(out)).hasSizeGreaterThan(3_000);
    }

    private Path site() throws IOException {
        return Files.writeString(directory.resolve("site.yaml"), SITE);
    }

    private Outcome start(Path manifest, String... more) {
        String[] arguments = {
            "--agent-id",
            "host-1",
            "--bootstrap-servers",
            "127.0.0.1:1",
            "--manifest",
            manifest.toString(),
            "--state-dir",
            directory.resolve("state").toString()
        };
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    private static Outcome run(String... arguments) {
        StringWriter errors = new StringWriter();
        CommandLine commandLine =
                NodeAgent.commandLine(arguments).setErr(new PrintWriter(errors, true));
        int exitCode = commandLine.execute(NodeAgent.options(arguments));
        return new Outcome(exitCode, errors.toString());
    }
}
