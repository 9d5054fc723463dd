package io.gigafleet.bench.rollout;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.PowerDomain;
import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.List;

/**
 * A site of GB300 racks that one delivery brings: rows of 16 racks, two loops a row, batches of 24.
 *
 * @param identities by index of the rack
 */
record SimulatedSite(Topology topology, List<RackIdentity> identities) {

    static final String DELIVERY = "d";

    private static final Sku SKU = SkuCatalogue.builtIn().find("gb300-nvl72").orElseThrow();
    private static final int RACKS_PER_ROW = 16;
    private static final int RACKS_PER_LOOP = 8;
    private static final int RACKS_PER_BATCH = 24;
    private static final long LOOP_HEAT_WATTS = 1_350_000;

    SimulatedSite {
        identities = List.copyOf(identities);
    }

    /**
     * A site.
     *
     * @param rowWatts budget of each row
     * @param siteWattsPerRack budget of the site, for each of its racks
     */
    static SimulatedSite of(int racks, long rowWatts, long siteWattsPerRack) {
        List<PowerDomain> domains = new ArrayList<>();
        List<CoolantLoop> loops = new ArrayList<>();
        List<RackSpot> spots = new ArrayList<>();
        List<RackIdentity> identities = new ArrayList<>();
        domains.add(
                new PowerDomain(
                        "site", DomainKind.SITE, PowerDomain.ROOT, siteWattsPerRack * racks));
        for (int rack = 0; rack < racks; rack++) {
            int row = rack / RACKS_PER_ROW;
            if (rack % RACKS_PER_ROW == 0) {
                domains.add(new PowerDomain("row-" + row, DomainKind.ROW, 0, rowWatts));
            }
            if (rack % RACKS_PER_LOOP == 0) {
                loops.add(new CoolantLoop("loop-" + loops.size(), LOOP_HEAT_WATTS));
            }
            spots.add(
                    new RackSpot(
                            "r%05d".formatted(rack),
                            SKU,
                            "h1",
                            "row-" + row,
                            row + 1,
                            loops.size() - 1));
            identities.add(
                    new RackIdentity(
                            "SN-" + rack,
                            rack % RACKS_PER_ROW + 1,
                            DELIVERY,
                            "batch-" + rack / RACKS_PER_BATCH));
        }
        return new SimulatedSite(new Topology(domains, loops, spots), identities);
    }

    RackSpot spot(String rack) {
        return topology.rack(index(rack));
    }

    RackIdentity identity(String rack) {
        return identities.get(index(rack));
    }

    int index(String rack) {
        return topology.rackNamed(rack).orElseThrow();
    }
}
