package io.gigafleet.bench.durable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A site with power and cooling for all its racks at once, so that placement never waits: rows of
 * sixteen GB300 racks, two racks to a coolant loop.
 *
 * @param racks how many
 */
public record WideSite(int racks) {

    /** Accelerators of each rack. */
    public static final int ACCELERATORS = 72;

    private static final int RACKS_PER_ROW = 16;
    private static final int RACKS_PER_LOOP = 2;
    private static final long LOOP_HEAT_WATTS = 300_000;
    private static final long ROW_WATTS = 2_400_000;

    public WideSite {
        if (racks < 1) {
            throw new IllegalArgumentException("racks is " + racks + "; a site has one at least");
        }
    }

    /** The names of all racks. */
    public List<String> rackNames() {
        List<String> names = new ArrayList<>(racks);
        for (int rack = 0; rack < racks; rack++) {
            names.add(rackName(rack));
        }
        return names;
    }

    private static String rackName(int rack) {
        return String.format(Locale.ROOT, "r%05d", rack);
    }

    /** Site, tenant and racks. */
    public String manifests() {
        int rows = (racks + RACKS_PER_ROW - 1) / RACKS_PER_ROW;
        int loops = (racks + RACKS_PER_LOOP - 1) / RACKS_PER_LOOP;
        StringBuilder yaml = new StringBuilder(racks * 256);
        yaml.append(
                """
                apiVersion: gigafleet/v1
                kind: Site
                metadata: {name: wide}
                spec:
                  halls: [{name: h1, rows: [\
                """);
        for (int row = 0; row < rows; row++) {
            yaml.append(row == 0 ? "" : ", ").append("row-").append(row);
        }
        yaml.append("]}]\n  domains:\n    - {name: site, kind: site, continuousWatts: ")
                .append(rows * ROW_WATTS)
                .append("}\n");
        for (int row = 0; row < rows; row++) {
            yaml.append(
                    "    - {name: row-%d, kind: row, parent: site, continuousWatts: %d}\n"
                            .formatted(row, ROW_WATTS));
        }
        yaml.append("  loops:\n");
        for (int loop = 0; loop < loops; loop++) {
            yaml.append(
                    "    - {name: l%d, hall: h1, heatCapacityWatts: %d}\n"
                            .formatted(loop, LOOP_HEAT_WATTS));
        }
        yaml.append(
                """
                ---
                apiVersion: gigafleet/v1
                kind: Tenant
                metadata: {name: bench}
                spec: {acceleratorQuota: %d}
                """
                        .formatted(racks * ACCELERATORS));
        for (int rack = 0; rack < racks; rack++) {
            yaml.append(
                    """
                    ---
                    apiVersion: gigafleet/v1
                    kind: Rack
                    metadata: {name: %1$s}
                    spec: {sku: gb300-nvl72, serial: sn-%1$s, hall: h1, row: row-%2$d, position: %3$d, powerDomain: row-%2$d, coolantLoop: l%4$d}
                    """
                            .formatted(
                                    rackName(rack),
                                    rack / RACKS_PER_ROW,
                                    rack % RACKS_PER_ROW + 1,
                                    rack / RACKS_PER_LOOP));
        }
        return yaml.toString();
    }

    /** A service of so many replicas of so many accelerators. */
    public static String service(String name, int replicas, int accelerators) {
        return """
        apiVersion: gigafleet/v1
        kind: InferenceService
        metadata: {name: %s}
        spec:
          tenant: bench
          model: {name: llama-3.1-70b, parametersTotal: 70e9, parametersActive: 70e9, precision: fp8, contextTokens: 8192}
          replicas: {min: %d, max: %d}
          shape: {accelerators: %d, skus: [gb300-nvl72]}
          priority: 2
          preemptible: false
          slo: {ttftP95: 1s, tpotP95: 50ms}
          traffic: {source: conversation}
        """
                .formatted(name, replicas, replicas, accelerators);
    }
}
