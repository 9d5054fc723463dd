package io.gigafleet.nodeagent;

import io.gigafleet.nodeagent.agent.HostedLoop;
import io.gigafleet.nodeagent.agent.HostedLoop.HostedRack;
import io.gigafleet.nodeagent.agent.HostedSite;
import io.gigafleet.nodeagent.agent.SitePower;
import io.gigafleet.nodeagent.agent.SkuBook;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestReader;
import io.gigafleet.schemas.manifest.ManifestReading;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds in a site's manifests what an agent of some coolant loops hosts. */
final class SiteFile {

    private SiteFile() {}

    /**
     * Reads the loops with their racks.
     *
     * @param loopNames the loops to host; empty: all of the site
     * @throws IOException if the file can't be read
     * @throws IllegalArgumentException if it is no sound site, or has no such loop or SKU
     */
    static HostedSite read(Path file, List<String> loopNames) throws IOException {
        List<Manifest> manifests = manifests(file);
        SkuBook skus =
                SkuBook.with(
                        manifests.stream()
                                .filter(Sku.class::isInstance)
                                .map(Sku.class::cast)
                                .toList());
        Map<String, Site.Loop> siteLoops = new TreeMap<>();
        for (Manifest manifest : manifests) {
            if (manifest instanceof Site site) {
                site.spec().loops().forEach(loop -> siteLoops.put(loop.name(), loop));
            }
        }
        List<HostedLoop> hosted = new ArrayList<>();
        for (String name : loopNames.isEmpty() ? List.copyOf(siteLoops.keySet()) : loopNames) {
            Site.Loop loop = siteLoops.get(name);
            if (loop == null) {
                throw new IllegalArgumentException(
                        file + " has no coolant loop '" + name + "'. It has " + siteLoops.keySet());
            }
            hosted.add(
                    new HostedLoop(
                            name, loop.heatCapacityWatts(), racksOf(file, name, manifests, skus)));
        }
        return new HostedSite(hosted, skus, power(manifests));
    }

    /**
     * Reads the power plant.
     *
     * @throws IOException if the file can't be read
     * @throws IllegalArgumentException if it is no sound site, or has no power domain
     */
    static SitePower readPower(Path file) throws IOException {
        SitePower power = power(manifests(file));
        if (power.domains().isEmpty()) {
            throw new IllegalArgumentException(
                    file + " has no Site with power domains. Give the plant one");
        }
        return power;
    }

    private static SitePower power(List<Manifest> manifests) {
        Map<String, String> domainOfRack = new TreeMap<>();
        List<Site.Domain> domains = List.of();
        for (Manifest manifest : manifests) {
            if (manifest instanceof Rack rack) {
                domainOfRack.put(rack.name(), rack.spec().powerDomain());
            } else if (manifest instanceof Site site) {
                domains = site.spec().domains();
            }
        }
        return new SitePower(domains, domainOfRack);
    }

    /**
     * Reads all manifests of a file.
     *
     * @throws IOException if the file can't be read
     * @throws IllegalArgumentException if it has problems
     */
    private static List<Manifest> manifests(Path file) throws IOException {
        return switch (ManifestReader.read(Files.readString(file))) {
            case ManifestReading.Accepted accepted ->
                    accepted.manifests().stream().<Manifest>map(Located::manifest).toList();
            case ManifestReading.Rejected rejected ->
                    throw new IllegalArgumentException(file + ":" + rejected.problems().getFirst());
        };
    }

    private static List<HostedRack> racksOf(
            Path file, String loop, List<Manifest> manifests, SkuBook skus) {
        List<HostedRack> racks = new ArrayList<>();
        for (Manifest manifest : manifests) {
            if (manifest instanceof Rack rack && rack.spec().coolantLoop().equals(loop)) {
                Sku.Spec sku =
                        skus.find(rack.spec().sku())
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        file
                                                                + ": rack "
                                                                + rack.name()
                                                                + " is of SKU '"
                                                                + rack.spec().sku()
                                                                + "', which is not among "
                                                                + skus.names()));
                racks.add(new HostedRack(rack.name(), sku));
            }
        }
        racks.sort(Comparator.comparing(HostedRack::id));
        return racks;
    }
}
