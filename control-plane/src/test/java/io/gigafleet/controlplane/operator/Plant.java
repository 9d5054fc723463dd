package io.gigafleet.controlplane.operator;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Manifests of a small site: one hall, two rows of two racks, a loop and a PDU per row. */
final class Plant {

    static final String SITE =
            """
            apiVersion: gigafleet/v1
            kind: Site
            metadata: {name: dps}
            spec:
              halls:
                - {name: h1, rows: [h1-r1, h1-r2]}
              domains:
                - {name: feed, kind: site, continuousWatts: 400000}
                - {name: pdu-1, kind: pdu, parent: feed, continuousWatts: 200000}
                - {name: pdu-2, kind: pdu, parent: feed, continuousWatts: 200000}
              loops:
                - {name: loop-1, hall: h1, heatCapacityWatts: 270000}
                - {name: loop-2, hall: h1, heatCapacityWatts: 270000}
            """;

    static final String TENANT =
            """
            apiVersion: gigafleet/v1
            kind: Tenant
            metadata: {name: acme}
            spec: {acceleratorQuota: 288}
            """;

    static final String SERVICE =
            """
            apiVersion: gigafleet/v1
            kind: InferenceService
            metadata: {name: frontier-chat, labels: {tier: interactive}}
            spec:
              tenant: acme
              model: {name: deepseek-v3.1, parametersTotal: 671e9, parametersActive: 37e9, precision: fp8, contextTokens: 32768}
              replicas: {min: 2, max: 12}
              shape: {accelerators: 8, skus: [gb300-nvl72]}
              power: {planning: predicted, wattsPerAccelerator: 900}
              priority: 2
              preemptible: false
              slo: {ttftP95: 500ms, tpotP95: 40ms}
              traffic: {source: conversation}
            """;

    private Plant() {}

    /** Rack {@code r<number>}: 1 and 2 stand in row 1, 3 and 4 in row 2. */
    static String rack(int number) {
        int row = number <= 2 ? 1 : 2;
        return """
        apiVersion: gigafleet/v1
        kind: Rack
        metadata: {name: r%d}
        spec: {sku: gb300-nvl72, serial: SN-%d, hall: h1, row: h1-r%d, position: %d, powerDomain: pdu-%d, coolantLoop: loop-%d}
        """
                .formatted(number, number, row, (number - 1) % 2 + 1, row, row);
    }

    static String racks(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(Plant::rack)
                .collect(Collectors.joining("---\n"));
    }

    static String all() {
        return together(SITE, TENANT, racks(4), SERVICE);
    }

    static String together(String... documents) {
        return String.join("---\n", documents);
    }
}
