package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the rows of the parts of a plant from those of its racks. */
final class PlantRows {

    private PlantRows() {}

    /**
     * A row per part of which some rack was heard.
     *
     * @param racks one window's, of the registry
     * @param highestWatts by part, as in {@link PlantSums#parts}
     */
    static List<PlantRollup> of(
            RackRegistry registry,
            long startEpochSeconds,
            List<RackRollup> racks,
            long[] highestWatts) {
        List<String> parts = PlantSums.parts(registry);
        List<PlantSum> sums = Stream.generate(PlantSum::new).limit(parts.size()).toList();
        for (RackRollup rack : racks) {
            int index = registry.indexOf(rack.rackId()).orElseThrow();
            for (int part : PlantSums.partsOf(registry, index)) {
                sums.get(part).add(rack);
            }
        }
        List<PlantRollup> rows = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            if (!sums.get(part).isEmpty()) {
                rows.add(
                        sums.get(part).row(parts.get(part), startEpochSeconds, highestWatts[part]));
            }
        }
        return rows;
    }
}
