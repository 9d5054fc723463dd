package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.RackView;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.dense.Site;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A fleet's racks, rows, loops, power domains and SKUs as a {@link Site}. */
final class FleetColumns {

    private static final int MILLION = 1_000_000;

    private final Site site;
    private final List<Sku> skus = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();

    FleetColumns(FleetView view) {
        Topology topology = view.topology();
        int racks = topology.rackCount();
        int[] sku = new int[racks];
        int[] row = new int[racks];
        int[] loop = new int[racks];
        int[] accelerators = new int[racks];
        int[] perTray = new int[racks];
        int[] liquid = new int[racks];
        boolean[] ready = new boolean[racks];
        long[] budget = new long[racks];
        int[][] domains = new int[racks][];
        long[] domainBudget = new long[topology.domains().size()];
        long[] loopBudget = new long[topology.loops().size()];
        for (int domain = 0; domain < domainBudget.length; domain++) {
            domainBudget[domain] = topology.domain(domain).budgetWatts();
        }
        for (int at = 0; at < loopBudget.length; at++) {
            loopBudget[at] = topology.loop(at).heatCapacityWatts();
        }
        Map<String, Integer> skuIndex = new HashMap<>();
        Map<String, Integer> rowIndex = new HashMap<>();
        for (int rack = 0; rack < racks; rack++) {
            RackSpot spot = topology.rack(rack);
            RackView seen = view.rack(rack);
            sku[rack] = indexOf(skuIndex, spot.sku().name());
            if (sku[rack] == skus.size()) {
                skus.add(spot.sku());
            }
            row[rack] = indexOf(rowIndex, spot.hall() + '/' + spot.row());
            if (row[rack] == rows.size()) {
                rows.add(spot.row());
            }
            loop[rack] = spot.loop();
            accelerators[rack] = spot.accelerators();
            perTray[rack] = spot.sku().spec().acceleratorsPerTray();
            liquid[rack] = (int) Math.ceil(spot.sku().spec().cooling().liquidFraction() * MILLION);
            ready[rack] = seen.acceptsReplicas();
            long held = seen.standing().heldWatts();
            budget[rack] = RackBudget.watts(spot, seen) - held;
            domains[rack] = topology.feedsOf(rack);
            for (int domain : domains[rack]) {
                domainBudget[domain] -= held;
            }
            loopBudget[loop[rack]] -= spot.heatOf(held);
        }
        this.site =
                Site.of(
                        new Site.Columns(
                                sku,
                                row,
                                loop,
                                accelerators,
                                perTray,
                                ready,
                                budget,
                                liquid,
                                domains,
                                domainBudget,
                                loopBudget));
    }

    private static int indexOf(Map<String, Integer> index, String name) {
        Integer known = index.get(name);
        if (known != null) {
            return known;
        }
        index.put(name, index.size());
        return index.size() - 1;
    }

    Site site() {
        return site;
    }

    /** The SKUs by their index in the site. */
    List<Sku> skus() {
        return skus;
    }

    /** A row's name by its index in the site. */
    String row(int row) {
        return rows.get(row);
    }
}
