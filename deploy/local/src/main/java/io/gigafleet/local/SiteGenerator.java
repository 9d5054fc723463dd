package io.gigafleet.local;

import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Sites of any number of GB300 NVL72 racks, with rows of 16 racks, halls of up to 64 rows, two
 * coolant loops a row.
 *
 * <p>Budgets are oversubscribed on the way up as real sites are: a row carries 120 kW for each
 * rack's 140 kW peak, a hall 95% of its rows, the site 98% of its halls. A loop's CDU rejects 1.35
 * MW, which eight racks at peak (974 kW into liquid) do not reach.
 */
public final class SiteGenerator {

    static final String SKU = "gb300-nvl72";
    static final int RACKS_PER_ROW = 16;
    static final int ROWS_PER_HALL = 64;
    static final int RACKS_PER_LOOP = 8;
    static final int RACKS_MAX = 16_384;

    private static final long ROW_WATTS_PER_RACK = 120_000;
    private static final int HALL_PERCENT_OF_ROWS = 95;
    private static final int SITE_PERCENT_OF_HALLS = 98;
    private static final int FAILOVER_PERCENT = 80;
    private static final long LOOP_HEAT_WATTS = 1_350_000;

    private final List<Site.Hall> halls = new ArrayList<>();
    private final List<Site.Domain> hallDomains = new ArrayList<>();
    private final List<Site.Domain> rowDomains = new ArrayList<>();
    private final List<Site.Loop> loops = new ArrayList<>();
    private final List<Manifest> racks = new ArrayList<>();

    private SiteGenerator() {}

    /**
     * A site with its racks and example services; the same arguments give the same manifests.
     *
     * @throws RuntimeException if there are more racks than a site may have, or none
     */
    public static List<Manifest> generate(String siteName, int rackCount) {
        return generate(siteName, rackCount, false);
    }

    /**
     * The same, or without the racks: a site whose positions are free.
     *
     * @throws UpOptions.UsageException if there are more racks than a site may have
     */
    static List<Manifest> generate(String siteName, int rackCount, boolean isEmpty) {
        if (rackCount < 1 || rackCount > RACKS_MAX) {
            throw new UpOptions.UsageException(
                    "--racks " + rackCount + " is out of range; choose 1 to " + RACKS_MAX);
        }
        SiteGenerator generator = new SiteGenerator();
        int rackPerHall = RACKS_PER_ROW * ROWS_PER_HALL;
        for (int first = 0; first < rackCount; first += rackPerHall) {
            generator.hall(first, Math.min(rackPerHall, rackCount - first));
        }
        List<Manifest> manifests = new ArrayList<>();
        manifests.add(generator.site(siteName));
        if (!isEmpty) {
            manifests.addAll(generator.racks);
        }
        manifests.addAll(ExampleServices.forRacks(rackCount));
        return manifests;
    }

    private Site site(String name) {
        long hallWatts = hallDomains.stream().mapToLong(Site.Domain::continuousWatts).sum();
        List<Site.Domain> domains = new ArrayList<>();
        domains.add(
                domain(name, Site.DomainKind.SITE, "", hallWatts * SITE_PERCENT_OF_HALLS / 100));
        hallDomains.forEach(
                hall ->
                        domains.add(
                                new Site.Domain(
                                        hall.name(),
                                        hall.kind(),
                                        name,
                                        hall.continuousWatts(),
                                        hall.failoverWatts())));
        domains.addAll(rowDomains);
        return new Site(Metadata.named(name), new Site.Spec(halls, domains, loops));
    }

    private void hall(int firstRack, int rackCount) {
        String hall = "h" + (halls.size() + 1);
        List<String> rows = new ArrayList<>();
        long rowWatts = 0;
        for (int first = 0; first < rackCount; first += RACKS_PER_ROW) {
            String row = hall + "-r" + (rows.size() + 1);
            int inRow = Math.min(RACKS_PER_ROW, rackCount - first);
            rows.add(row);
            rowWatts += inRow * ROW_WATTS_PER_RACK;
            rowDomains.add(domain(row, Site.DomainKind.ROW, hall, inRow * ROW_WATTS_PER_RACK));
            row(hall, row, firstRack + first, inRow);
        }
        halls.add(new Site.Hall(hall, rows));
        hallDomains.add(
                domain(hall, Site.DomainKind.HALL, "", rowWatts * HALL_PERCENT_OF_ROWS / 100));
    }

    private void row(String hall, String row, int firstRack, int rackCount) {
        for (int i = 0; i < rackCount; i++) {
            String loop = row + "-l" + (i / RACKS_PER_LOOP + 1);
            if (i % RACKS_PER_LOOP == 0) {
                loops.add(new Site.Loop(loop, hall, LOOP_HEAT_WATTS));
            }
            int number = firstRack + i + 1;
            racks.add(
                    new Rack(
                            Metadata.named("r" + number),
                            new Rack.Spec(
                                    SKU,
                                    String.format(Locale.ROOT, "SN-%06d", number),
                                    hall,
                                    row,
                                    i + 1,
                                    row,
                                    loop)));
        }
    }

    private static Site.Domain domain(
            String name, Site.DomainKind kind, String parent, long continuousWatts) {
        return new Site.Domain(
                name,
                kind,
                parent,
                continuousWatts,
                OptionalLong.of(continuousWatts * FAILOVER_PERCENT / 100));
    }
}
