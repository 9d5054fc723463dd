package io.gigafleet.it;

import java.util.ArrayList;
import java.util.List;

/**
 * A site of rows; each has a hall, a power domain and a coolant loop of its own, all of its name.
 *
 * @param siteWatts budget of them all together
 */
record RowSite(long siteWatts, List<Row> rows) implements FleetPlan {

    static final int IDLE_WATTS = 21_000;
    static final int PEAK_WATTS = 140_000;

    /**
     * One row.
     *
     * @param watts its budget
     * @param agent the process that hosts its loop
     * @param racks how many stand there and serve from the beginning: {@code NAME-1}, …
     */
    record Row(String name, long watts, String agent, int racks) {}

    @Override
    public List<String> agents() {
        return rows.stream().map(Row::agent).distinct().toList();
    }

    @Override
    public List<String> loopsOf(String agent) {
        return rows.stream().filter(row -> row.agent().equals(agent)).map(Row::name).toList();
    }

    @Override
    public String manifests() {
        StringBuilder yaml =
                new StringBuilder(
                        "apiVersion: gigafleet/v1\nkind: Site\nmetadata: {name: it}\nspec:\n");
        yaml.append("  halls:\n");
        rows.forEach(
                row -> yaml.append("    - {name: %1$s, rows: [%1$s]}\n".formatted(row.name())));
        yaml.append("  domains:\n");
        yaml.append("    - {name: site, kind: site, continuousWatts: %d}\n".formatted(siteWatts));
        rows.forEach(
                row ->
                        yaml.append(
                                "    - {name: %s, kind: row, parent: site, continuousWatts: %d}\n"
                                        .formatted(row.name(), row.watts())));
        yaml.append("  loops:\n");
        rows.forEach(
                row ->
                        yaml.append(
                                "    - {name: %1$s, hall: %1$s, heatCapacityWatts: 1350000}\n"
                                        .formatted(row.name())));
        yaml.append(
                """
                ---
                apiVersion: gigafleet/v1
                kind: Tenant
                metadata: {name: acme}
                spec: {acceleratorQuota: 5000}
                """);
        rows.forEach(row -> yaml.append(racks(row)));
        return yaml.toString();
    }

    private static String racks(Row row) {
        List<String> racks = new ArrayList<>();
        for (int position = 1; position <= row.racks(); position++) {
            racks.add(
                    """
                    ---
                    apiVersion: gigafleet/v1
                    kind: Rack
                    metadata: {name: %1$s-%2$d}
                    spec: {sku: gb300-nvl72, serial: sn-%1$s-%2$d, hall: %1$s, row: %1$s, position: %2$d, powerDomain: %1$s, coolantLoop: %1$s}
                    """
                            .formatted(row.name(), position));
        }
        return String.join("", racks);
    }

    /** Racks that are to stand in a row: {@code ROW-1}, … of these batches, one each. */
    static String delivery(String row, List<String> batches) {
        StringBuilder yaml =
                new StringBuilder(
                        "---\napiVersion: gigafleet/v1\nkind: RackDelivery\nmetadata: {name: %s}\nspec:\n  racks:\n"
                                .formatted(row));
        for (int position = 1; position <= batches.size(); position++) {
            yaml.append(
                    "    - {name: %1$s-%2$d, sku: gb300-nvl72, serial: sn-%1$s-%2$d, batch: %3$s, hall: %1$s, row: %1$s, position: %2$d, powerDomain: %1$s, coolantLoop: %1$s}\n"
                            .formatted(row, position, batches.get(position - 1)));
        }
        return yaml.toString();
    }

    /**
     * The rollout of that name for the delivery of that name.
     *
     * @param terms further lines of its spec
     */
    static String commission(String name, String terms) {
        return """
        ---
        apiVersion: gigafleet/v1
        kind: Rollout
        metadata: {name: %1$s}
        spec:
          kind: commission
          racks: {delivery: %1$s}
        %2$s
        """
                .formatted(name, terms.indent(2));
    }

    /** A service of small replicas that load fast, in one hall. */
    static String service(String name, String hall, int replicas) {
        return TestSite.chat(replicas)
                .replace("{name: chat}", "{name: " + name + "}")
                .replace("  slo:", "  placement: {halls: [" + hall + "]}\n  slo:");
    }
}
