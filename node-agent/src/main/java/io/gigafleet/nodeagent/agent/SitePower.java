package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.manifest.Site;
import java.util.List;
import java.util.Map;

/**
 * The power plant as a site's manifests declare it.
 *
 * @param domains the power tree, in any order
 * @param domainOfRack the power domain each declared rack hangs on
 */
public record SitePower(List<Site.Domain> domains, Map<String, String> domainOfRack) {

    /** A site of which nothing is known: its racks hang on nothing that could brake them. */
    public static final SitePower UNKNOWN = new SitePower(List.of(), Map.of());

    public SitePower {
        domains = List.copyOf(domains);
        domainOfRack = Map.copyOf(domainOfRack);
    }
}
