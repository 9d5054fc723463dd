package io.gigafleet.it;

import java.util.ArrayList;
import java.util.List;

/** A site of a few GB300 racks, two to a coolant loop; loops are l1, l2, …, racks r1, r2, … */
record TestSite(int loopCount) implements FleetPlan {

    List<String> loops() {
        List<String> loops = new ArrayList<>();
        for (int loop = 1; loop <= loopCount; loop++) {
            loops.add("l" + loop);
        }
        return loops;
    }

    /** One for each loop, of its name. */
    @Override
    public List<String> agents() {
        return loops();
    }

    @Override
    public List<String> loopsOf(String agent) {
        return List.of(agent);
    }

    /** Racks a loop cools. */
    static List<String> racksOf(String loop) {
        int number = Integer.parseInt(loop.substring(1));
        return List.of("r" + (2 * number - 1), "r" + 2 * number);
    }

    @Override
    public String manifests() {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        apiVersion: gigafleet/v1
                        kind: Site
                        metadata: {name: it}
                        spec:
                          halls: [{name: h1, rows: [row-1]}]
                          domains:
                            - {name: site, kind: site, continuousWatts: 2000000}
                            - {name: row-1, kind: row, parent: site, continuousWatts: 1500000}
                          loops:
                        """);
        loops().forEach(
                        loop ->
                                yaml.append(
                                        "    - {name: %s, hall: h1, heatCapacityWatts: 320000}\n"
                                                .formatted(loop)));
        yaml.append(
                """
                ---
                apiVersion: gigafleet/v1
                kind: Tenant
                metadata: {name: acme}
                spec: {acceleratorQuota: 1000}
                """);
        int position = 0;
        for (String loop : loops()) {
            for (String rack : racksOf(loop)) {
                position++;
                yaml.append(
                        """
                        ---
                        apiVersion: gigafleet/v1
                        kind: Rack
                        metadata: {name: %1$s}
                        spec: {sku: gb300-nvl72, serial: sn-%1$s, hall: h1, row: row-1, position: %2$d, powerDomain: row-1, coolantLoop: %3$s}
                        """
                                .formatted(rack, position, loop));
            }
        }
        return yaml.toString();
    }

    /** A chat service of small replicas that load fast. */
    static String chat(int replicas) {
        return """
        apiVersion: gigafleet/v1
        kind: InferenceService
        metadata: {name: chat}
        spec:
          tenant: acme
          model: {name: llama-3.1-70b, parametersTotal: 70e9, parametersActive: 70e9, precision: fp8, contextTokens: 8192}
          replicas: {min: %d, max: 64}
          shape: {accelerators: 8, skus: [gb300-nvl72]}
          priority: 2
          preemptible: false
          slo: {ttftP95: 1s, tpotP95: 50ms}
          traffic: {source: conversation}
        """
                .formatted(replicas);
    }
}
