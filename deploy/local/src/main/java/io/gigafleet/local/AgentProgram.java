package io.gigafleet.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The node agents of one stack as processes.
 *
 * @param trace CSV file that feeds the source {@code conversation}
 * @param originEpochMillis when the trace began, the same for all agents, since each takes its
 *     share of one stream
 * @param scenario what the agents host
 */
record AgentProgram(
        BuiltParts parts,
        StackLayout layout,
        String kafka,
        Path trace,
        UpOptions options,
        long originEpochMillis,
        Scenario scenario) {

    private static final int HEAP_MEGABYTES = 96;
    private static final int RACKS_PER_MEGABYTE = 8;

    ProcessSpec spec(AgentPlan.Host host, List<String> extraFlags) {
        Path state = layout.agent(host.id());
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--agent-id", host.id(),
                                "--bootstrap-servers", kafka,
                                "--manifest", layout.manifest().toString(),
                                "--loops", String.join(",", host.loops()),
                                "--state-dir", state.toString(),
                                "--seed", Long.toString(options.seed()),
                                "--speed", Double.toString(options.speed()),
                                "--source", "conversation=trace:" + trace,
                                "--traffic-scale",
                                        Double.toString(
                                                options.trafficScale()
                                                        .orElse(scenario.sampleTrafficScale())),
                                "--origin-epoch-ms", Long.toString(originEpochMillis),
                                "--admin-port", "0",
                                "--port-file", portFile(host).toString()));
        if (!options.stageFaults().isEmpty()) {
            arguments.addAll(List.of("--stage-faults", options.stageFaults()));
        }
        if (!options.faults().isEmpty()) {
            arguments.addAll(List.of("--faults", options.faults()));
        }
        List<String> command =
                JavaCommand.withHeap(HEAP_MEGABYTES + scenario.racks() / RACKS_PER_MEGABYTE)
                        .startingFast(scenario.racks())
                        .yielding()
                        .cache(parts.cacheOf("agent"))
                        .flags(extraFlags)
                        .jar(parts.agentJar(), arguments);
        return new ProcessSpec(
                host.processName(),
                command,
                Map.of(),
                layout.log(host.processName()),
                0,
                Optional.of(portFile(host)),
                Signal.TERM);
    }

    /** Where the agent writes the port of its loopback endpoint. */
    private Path portFile(AgentPlan.Host host) {
        return layout.run().resolve(host.processName() + ".port");
    }
}
