package io.gigafleet.bench.placement;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan as a file: {@code replica,rack}, one line per placed replica, for a gang one per rack. */
public final class PlanFile {

    private PlanFile() {}

    /**
     * Writes a plan with the ids of the instance.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Instance instance, PlacedReplicas placed, Path file)
            throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("replica,rack\n");
            for (int replica = 0; replica < placed.size(); replica++) {
                for (int rack : placed.racksOf(replica)) {
                    writer.write(
                            instance.replicas().get(replica).id()
                                    + ","
                                    + instance.racks().get(rack).id()
                                    + "\n");
                }
            }
        }
    }

    /**
     * Reads a plan for an instance.
     *
     * @throws MalformedInstance if it names a replica or rack that the instance does not have
     * @throws IOException if it cannot be read
     */
    public static PlacedReplicas read(Instance instance, Path directory, String name)
            throws IOException {
        Map<Integer, Integer> replicas = new HashMap<>();
        for (int replica = 0; replica < instance.replicas().size(); replica++) {
            replicas.put(instance.replicas().get(replica).id(), replica);
        }
        Map<Integer, Integer> racks = new HashMap<>();
        for (int rack = 0; rack < instance.racks().size(); rack++) {
            racks.put(instance.racks().get(rack).id(), rack);
        }
        Map<Integer, List<Integer>> read = new LinkedHashMap<>();
        for (CsvFile.Line line :
                CsvFile.read(directory, name, List.of("replica", "rack")).lines()) {
            Integer replica = replicas.get(line.number("replica"));
            Integer rack = racks.get(line.number("rack"));
            if (line.number("rack") < 0) {
                continue;
            }
            if (replica == null || rack == null) {
                throw line.malformed("the instance has no such replica or rack. Use its ids.");
            }
            read.merge(
                    replica,
                    List.of(rack),
                    (before, more) -> {
                        List<Integer> all = new ArrayList<>(before);
                        all.addAll(more);
                        return all;
                    });
        }
        PlacedReplicas placed = new PlacedReplicas(instance.replicas().size());
        read.forEach(placed::place);
        return placed;
    }
}
