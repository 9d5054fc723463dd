package io.gigafleet.bench.placement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What no plan of an instance can exceed. */
@Command(
        name = "bound",
        description = "What no plan of an instance can exceed, by linear programming.")
public final class BoundBench implements Callable<Integer> {

    @Mixin private final InstanceOptions options = new InstanceOptions();

    @Option(
            names = "--objective",
            description = "${COMPLETION-CANDIDATES}; default: both, one after the other.")
    private List<Objective> objectives = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Instance instance = options.instance();
        List<Objective> wanted = new ArrayList<>(objectives);
        if (wanted.isEmpty()) {
            wanted.addAll(List.of(Objective.ACCELERATORS, Objective.WEIGHTED));
        }
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode result = mapper.createObjectNode();
        result.put("benchmark", "bound")
                .put("instance", instance.name())
                .put("racks", instance.racks().size())
                .put("replicas", instance.replicas().size())
                .put("acceleratorsAsked", instance.acceleratorsAsked());
        for (Objective objective : wanted) {
            long bound = LpBound.of(instance, objective);
            result.put(objective.name().toLowerCase(Locale.ROOT), bound);
            if (!json) {
                System.out.printf(
                        Locale.ROOT,
                        "%s: at most %d, %s%n",
                        instance.name(),
                        bound,
                        objective.name().toLowerCase(Locale.ROOT));
            }
        }
        if (json) {
            System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        }
        return 0;
    }
}
