package io.gigafleet.controlplane.operator;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Manifests of racks on their way to the small site of {@link Plant}, and of their rollouts. */
final class Dock {

    private Dock() {}

    /** A delivery of {@code count} racks d1, d2, …: 1 and 2 for row 1, 3 and 4 for row 2. */
    static String delivery(int count) {
        return delivery("dock-1", 1, count);
    }

    /** A delivery of the racks from {@code first} to {@code last}. */
    static String delivery(String name, int first, int last) {
        return """
        apiVersion: gigafleet/v1
        kind: RackDelivery
        metadata: {name: %s, labels: {vendor: acme}}
        spec:
          racks:
        %s
        """
                .formatted(
                        name,
                        IntStream.rangeClosed(first, last)
                                .mapToObj(Dock::expected)
                                .collect(Collectors.joining("\n")));
    }

    private static String expected(int number) {
        int row = number <= 2 ? 1 : 2;
        return "    - {name: d%d, sku: gb300-nvl72, serial: SN-D%d, batch: w44, hall: h1, row: h1-r%d, position: %d, powerDomain: pdu-%d, coolantLoop: loop-%d}"
                .formatted(number, number, row, (number - 1) % 2 + 1, row, row);
    }

    /** A commission rollout of the racks chosen so, such as {@code delivery: dock-1}. */
    static String rollout(String name, String racks) {
        return """
        apiVersion: gigafleet/v1
        kind: Rollout
        metadata: {name: %s, labels: {phase: one}}
        spec:
          kind: commission
          racks: {%s}
          firmware: "25.10.2"
          canary: 1
          growth: 2
          soak: 1h
          limits: {perRow: 2, perLoop: 2}
          rampMegawattsPerMinute: 2
          failures: {max: 1}
          mode: approval
        """
                .formatted(name, racks);
    }

    /** A firmware rollout of the racks chosen so. */
    static String firmware(String name, String racks) {
        return rollout(name, racks).replace("kind: commission", "kind: firmware");
    }
}
