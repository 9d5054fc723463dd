package io.gigafleet.local;

import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.Site;
import java.util.List;

/**
 * What a stack starts with: a site, its racks, tenants and example services.
 *
 * @param yaml the manifests as text, as they are applied and as agents read them
 * @param sampleTrafficScale arrivals per arrival of the sample trace that load the services as
 *     intended
 * @param agents agent processes if nobody asks for another number
 */
record Scenario(
        String name, List<Manifest> manifests, String yaml, int agents, double sampleTrafficScale) {

    Scenario {
        manifests = List.copyOf(manifests);
        if (manifests.stream().filter(Site.class::isInstance).count() != 1) {
            throw new StackException(
                    "scenario " + name + " has no Site, or more than one; it needs one");
        }
        if (manifests.stream().noneMatch(Rack.class::isInstance)) {
            throw new StackException("scenario " + name + " has no Rack; it needs at least one");
        }
    }

    Site site() {
        return manifests.stream()
                .filter(Site.class::isInstance)
                .map(Site.class::cast)
                .findFirst()
                .orElseThrow();
    }

    List<Rack> racks() {
        return manifests.stream().filter(Rack.class::isInstance).map(Rack.class::cast).toList();
    }

    /** Names of the coolant loops, in the site's order. */
    List<String> loops() {
        return site().spec().loops().stream().map(Site.Loop::name).toList();
    }
}
