package io.gigafleet.bench.policy;

import io.gigafleet.controlplane.fleet.CoolantLoop;
import io.gigafleet.controlplane.fleet.NamedPlant;
import io.gigafleet.controlplane.fleet.NamedPlant.NamedDomain;
import io.gigafleet.controlplane.fleet.NamedPlant.NamedRack;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.local.SiteGenerator;
import io.gigafleet.schemas.SkuCatalogue;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The generated site with a plant of another size: rows whose racks' peaks add up to {@code
 * oversubscription} times what the row carries, loops whose racks' heat at peak is as many times
 * what the loop rejects. Halls and site keep their share of what lies below, failover its share of
 * the budget.
 */
final class HallSite {

    private HallSite() {}

    /** The site's tree. */
    static Topology of(int racks, double oversubscription) {
        Site site = null;
        List<NamedRack> named = new ArrayList<>();
        Map<String, Double> rowPeakWatts = new HashMap<>();
        Map<String, Double> loopPeakWatts = new HashMap<>();
        for (Manifest manifest : SiteGenerator.generate("hall", racks)) {
            if (manifest instanceof Site whole) {
                site = whole;
            } else if (manifest instanceof Rack rack) {
                Rack.Spec spec = rack.spec();
                Sku sku = sku(spec.sku());
                double peakWatts = sku.spec().power().peakWatts();
                rowPeakWatts.merge(spec.powerDomain(), peakWatts, Double::sum);
                loopPeakWatts.merge(
                        spec.coolantLoop(),
                        peakWatts * sku.spec().cooling().liquidFraction(),
                        Double::sum);
                named.add(
                        new NamedRack(
                                rack.name(),
                                sku,
                                spec.hall(),
                                spec.row(),
                                spec.powerDomain(),
                                spec.coolantLoop(),
                                Map.of()));
            }
        }
        if (site == null) {
            throw new IllegalStateException("the generator made no site of " + racks + " racks");
        }
        double scale = scale(site, rowPeakWatts, oversubscription);
        List<NamedDomain> domains =
                site.spec().domains().stream().map(domain -> scaled(domain, scale)).toList();
        List<CoolantLoop> loops =
                site.spec().loops().stream()
                        .map(
                                loop ->
                                        new CoolantLoop(
                                                loop.name(),
                                                (long)
                                                        (loopPeakWatts.getOrDefault(
                                                                        loop.name(), 0.0)
                                                                / oversubscription)))
                        .toList();
        return new NamedPlant(domains, loops, named).topology();
    }

    private static Sku sku(String name) {
        return SkuCatalogue.builtIn()
                .find(name)
                .orElseThrow(() -> new IllegalStateException("the catalogue has no SKU " + name));
    }

    private static double scale(
            Site site, Map<String, Double> rowPeakWatts, double oversubscription) {
        Site.Domain row =
                site.spec().domains().stream()
                        .filter(domain -> domain.kind() == Site.DomainKind.ROW)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the site has no row"));
        double wantedWatts = rowPeakWatts.getOrDefault(row.name(), 0.0) / oversubscription;
        return wantedWatts / row.continuousWatts();
    }

    private static NamedDomain scaled(Site.Domain domain, double scale) {
        long budgetWatts = Math.round(domain.continuousWatts() * scale);
        return new NamedDomain(
                domain.name(),
                domain.kind(),
                domain.parent(),
                budgetWatts,
                Math.min(
                        budgetWatts,
                        Math.round(
                                domain.failoverWatts().orElse(domain.continuousWatts()) * scale)));
    }
}
