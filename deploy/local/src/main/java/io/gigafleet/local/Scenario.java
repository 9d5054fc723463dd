package io.gigafleet.local;

import java.util.List;

/**
 * What a stack starts with: a site, its racks, tenants and example services.
 *
 * @param yaml the manifests as text, as they are applied and as agents read them
 * @param loops names of the coolant loops, in the site's order
 * @param racks how many stand there, or if it is empty, how many can
 * @param isEmpty whether all positions are free, so that racks come by deliveries and rollouts
 * @param services how many; without one no token is ever served
 * @param agents agent processes if nobody asks for another number
 * @param sampleTrafficScale arrivals per arrival of the sample trace that load the services as
 *     intended
 */
record Scenario(
        String name,
        String yaml,
        List<String> loops,
        int racks,
        boolean isEmpty,
        int services,
        int agents,
        double sampleTrafficScale) {

    Scenario {
        loops = List.copyOf(loops);
        if (loops.isEmpty()) {
            throw new StackException(
                    "scenario " + name + " has no Site with a coolant loop; it needs one");
        }
        if (racks == 0) {
            throw new StackException("scenario " + name + " has no Rack; it needs at least one");
        }
    }
}
