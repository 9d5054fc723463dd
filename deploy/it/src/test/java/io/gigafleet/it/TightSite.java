package io.gigafleet.it;

import java.util.List;

/**
 * Two racks on a row that bears both at peak with both feeds, and much less with one.
 *
 * @param rowWatts what the row carries for ever
 * @param failoverWatts what it carries on one feed
 */
record TightSite(long rowWatts, long failoverWatts) implements FleetPlan {

    static final String AGENT = "l1";
    static final String ROW = "row-1";
    static final List<String> RACKS = List.of("r1", "r2");

    @Override
    public List<String> agents() {
        return List.of(AGENT);
    }

    @Override
    public List<String> loopsOf(String agent) {
        return List.of(AGENT);
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
                            - {name: site, kind: site, continuousWatts: 1000000}
                            - {name: row-1, kind: row, parent: site, continuousWatts: %d, failoverWatts: %d}
                          loops:
                            - {name: l1, hall: h1, heatCapacityWatts: 320000}
                        """
                                .formatted(rowWatts, failoverWatts));
        for (String rack : RACKS) {
            yaml.append(
                    """
                    ---
                    apiVersion: gigafleet/v1
                    kind: Rack
                    metadata: {name: %1$s}
                    spec: {sku: gb300-nvl72, serial: sn-%1$s, hall: h1, row: row-1, position: %2$s, powerDomain: row-1, coolantLoop: l1}
                    """
                            .formatted(rack, rack.substring(1)));
        }
        return yaml.toString();
    }
}
