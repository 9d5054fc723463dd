package io.gigafleet.nodeagent;

import io.gigafleet.nodeagent.arrivals.SampleTrace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Writes the synthetic trace that ships as {@code deploy/examples/sample-trace.csv}. */
@Command(
        name = SampleTraceCommand.NAME,
        description = "Writes a synthetic trace of twenty minutes in Azure's CSV format.",
        mixinStandardHelpOptions = true)
final class SampleTraceCommand implements Callable<Integer> {

    static final String NAME = "sample-trace";

    @Option(names = "--seed", description = "Makes the trace (default 1).")
    long seed = 1;

    @Option(names = "--out", required = true, description = "The file to write.")
    Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        String text = String.join("\n", SampleTrace.lines(seed)) + "\n";
        Files.writeString(out, text, StandardCharsets.UTF_8);
        return ExitCode.OK;
    }
}
