package io.gigafleet.nodeagent;

import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The power plant in a site's manifests.
 *
 * @param domainOfRack the power domain each declared rack hangs on
 */
record PlantFile(List<Site.Domain> domains, Map<String, String> domainOfRack) {

    PlantFile {
        domains = List.copyOf(domains);
        domainOfRack = Map.copyOf(domainOfRack);
    }

    /**
     * Reads it.
     *
     * @throws IOException if the file can't be read
     * @throws IllegalArgumentException if it is not sound, or has no power domain
     */
    static PlantFile read(Path file) throws IOException {
        List<Manifest> manifests = SiteFile.manifests(file);
        Map<String, String> domainOfRack = new TreeMap<>();
        List<Site.Domain> domains = List.of();
        for (Manifest manifest : manifests) {
            if (manifest instanceof Rack rack) {
                domainOfRack.put(rack.name(), rack.spec().powerDomain());
            } else if (manifest instanceof Site site) {
                domains = site.spec().domains();
            }
        }
        if (domains.isEmpty()) {
            throw new IllegalArgumentException(
                    file + " has no Site with power domains. Give the plant one");
        }
        return new PlantFile(domains, domainOfRack);
    }
}
