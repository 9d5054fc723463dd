package io.gigafleet.bench.reaction;

import java.util.ArrayList;
import java.util.List;

/**
 * A gigawatt's site with an edge: most racks serve as in the scenario {@code gigawatt}, seven
 * replicas each and more; the others stand idle, each on a PDU of its own so tight that a surge
 * takes it over its limit.
 *
 * <p>A tight PDU carries 36 kW. Its idle rack draws 21 kW, 58%; the guard lets it rise to 46.8 kW,
 * 130%. A surge of {@link #SURGE_USE} takes it to about 40 kW, 111%, at once: a crossing that the
 * guard must end within a minute, and too little for the agent's own brake. Each PDU is crossed
 * once: a guard that had to cut twice in ten minutes gives back more slowly.
 *
 * @param racks all of them
 */
record ReactionSite(int racks) {

    static final long TIGHT_WATTS = 36_000;

    /** Use of all accelerators in a surge; they draw 0.1^0.8, 16%, of their swing. */
    static final double SURGE_USE = 0.1;

    private static final int RACKS_PER_ROW = 16;
    private static final int ROWS_PER_HALL = 64;
    private static final int RACKS_PER_LOOP = 8;
    private static final int LEAST_RACKS = 16;

    /** So many of a hundred racks stand at the edge. */
    private static final int EDGE_PERCENT = 16;

    private static final long ROW_WATTS_PER_RACK = 120_000;
    private static final long LOOP_HEAT_WATTS = 1_350_000;
    private static final int FAILOVER_PERCENT = 80;

    ReactionSite {
        if (racks < LEAST_RACKS) {
            throw new IllegalArgumentException(
                    "racks is "
                            + racks
                            + ": with fewer than "
                            + LEAST_RACKS
                            + " there is no room for an edge");
        }
    }

    /** PDUs with one rack each that can take it over its limit. */
    int tightPdus() {
        return racks * EDGE_PERCENT / 100;
    }

    /** Racks that serve. */
    int servingRacks() {
        return racks - tightPdus();
    }

    /** The rack of a tight PDU. */
    static String surging(int pdu) {
        return "e" + pdu;
    }

    /** Replicas of all services: 50,000 of 7,000 racks. */
    int replicas() {
        return racks * 4 + racks * 2 + racks * 8 / 7;
    }

    String manifests() {
        StringBuilder racksYaml = new StringBuilder(racks * 256);
        List<String> halls = new ArrayList<>();
        List<String> domains = new ArrayList<>();
        List<String> loops = new ArrayList<>();
        long siteWatts = 0;
        List<String> serving = new ArrayList<>();
        for (int first = 0; first < servingRacks(); first += RACKS_PER_ROW * ROWS_PER_HALL) {
            String hall = "h" + (serving.size() + 1);
            serving.add(hall);
            int count = Math.min(RACKS_PER_ROW * ROWS_PER_HALL, servingRacks() - first);
            domains.add(domain(hall, "hall", "site", count * ROW_WATTS_PER_RACK));
            siteWatts += count * ROW_WATTS_PER_RACK;
            halls.add(servingHall(hall, first, count, domains, loops, racksYaml));
        }
        siteWatts += tightPdus() * TIGHT_WATTS;
        domains.add(domain("edge", "hall", "site", tightPdus() * TIGHT_WATTS));
        domains.addFirst(domain("site", "site", "", siteWatts));
        halls.add(edge(domains, loops, racksYaml));
        return """
        apiVersion: gigafleet/v1
        kind: Site
        metadata: {name: reaction}
        spec:
          halls:
        %s  domains:
        %s  loops:
        %s\
        """
                        .formatted(lines(halls), lines(domains), lines(loops))
                + racksYaml
                + services(serving);
    }

    private static String servingHall(
            String hall,
            int firstRack,
            int count,
            List<String> domains,
            List<String> loops,
            StringBuilder racksYaml) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int place = i % RACKS_PER_ROW;
            String row = hall + "-r" + (i / RACKS_PER_ROW + 1);
            String loop = row + "-l" + (place / RACKS_PER_LOOP + 1);
            if (place == 0) {
                rows.add(row);
                int inRow = Math.min(RACKS_PER_ROW, count - i);
                domains.add(domain(row, "row", hall, inRow * ROW_WATTS_PER_RACK));
            }
            if (place % RACKS_PER_LOOP == 0) {
                loops.add(loop(loop, hall));
            }
            racksYaml.append(rack("r" + (firstRack + i + 1), hall, row, place + 1, row, loop));
        }
        return hallOf(hall, rows);
    }

    private String edge(List<String> domains, List<String> loops, StringBuilder racksYaml) {
        List<String> rows = new ArrayList<>();
        for (int pdu = 0; pdu < tightPdus(); pdu++) {
            String row = "edge-r" + (pdu / RACKS_PER_ROW + 1);
            String loop = row + "-l1";
            int place = pdu % RACKS_PER_ROW;
            if (place == 0) {
                rows.add(row);
                domains.add(domain(row, "row", "edge", RACKS_PER_ROW * TIGHT_WATTS));
                loops.add(loop(loop, "edge"));
            }
            domains.add(domain("tight-" + pdu, "pdu", row, TIGHT_WATTS));
            racksYaml.append(rack(surging(pdu), "edge", row, place + 1, "tight-" + pdu, loop));
        }
        return hallOf("edge", rows);
    }

    private String services(List<String> halls) {
        return """
        ---
        apiVersion: gigafleet/v1
        kind: Tenant
        metadata: {name: acme}
        spec: {acceleratorQuota: %d}
        """
                        .formatted(racks * 72)
                + service("frontier-chat", DEEPSEEK, racks * 4, 8, 2, halls)
                + service("assistant", LLAMA, racks * 2, 4, 1, halls)
                + service("batch-digest", DEEPSEEK, racks * 8 / 7, 8, 0, halls);
    }

    private static final String DEEPSEEK =
            "{name: deepseek-v3.1, parametersTotal: 671e9, parametersActive: 37e9, precision: fp8,"
                    + " contextTokens: 32768}";
    private static final String LLAMA =
            "{name: llama-3.3-70b, parametersTotal: 70.6e9, parametersActive: 70.6e9, precision:"
                    + " fp8, contextTokens: 32768}";

    private static String service(
            String name,
            String model,
            int replicas,
            int accelerators,
            int priority,
            List<String> halls) {
        return """
        ---
        apiVersion: gigafleet/v1
        kind: InferenceService
        metadata: {name: %s}
        spec:
          tenant: acme
          model: %s
          replicas: {min: %d, max: %d}
          shape: {accelerators: %d, skus: [gb300-nvl72]}
          power: {planning: predicted, wattsPerAccelerator: 900}
          priority: %d
          preemptible: %b
          placement: {halls: [%s]}
          slo: {ttftP95: %s, tpotP95: 100ms}
          traffic: {source: conversation}
        """
                .formatted(
                        name,
                        model,
                        replicas,
                        replicas,
                        accelerators,
                        priority,
                        priority == 0,
                        String.join(", ", halls),
                        priority == 0 ? "10s" : "500ms");
    }

    private static String domain(String name, String kind, String parent, long watts) {
        return "{name: %s, kind: %s, %scontinuousWatts: %d, failoverWatts: %d}"
                .formatted(
                        name,
                        kind,
                        parent.isEmpty() ? "" : "parent: " + parent + ", ",
                        watts,
                        watts * FAILOVER_PERCENT / 100);
    }

    private static String loop(String name, String hall) {
        return "{name: %s, hall: %s, heatCapacityWatts: %d}".formatted(name, hall, LOOP_HEAT_WATTS);
    }

    private static String hallOf(String name, List<String> rows) {
        return "{name: %s, rows: [%s]}".formatted(name, String.join(", ", rows));
    }

    private static String rack(
            String name, String hall, String row, int position, String domain, String loop) {
        return """
        ---
        apiVersion: gigafleet/v1
        kind: Rack
        metadata: {name: %1$s}
        spec: {sku: gb300-nvl72, serial: sn-%1$s, hall: %2$s, row: %3$s, position: %4$d, powerDomain: %5$s, coolantLoop: %6$s}
        """
                .formatted(name, hall, row, position, domain, loop);
    }

    private static String lines(List<String> items) {
        StringBuilder text = new StringBuilder();
        items.forEach(item -> text.append("    - ").append(item).append('\n'));
        return text.toString();
    }
}
