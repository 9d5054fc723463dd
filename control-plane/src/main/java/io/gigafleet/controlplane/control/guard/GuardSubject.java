package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Mode;
import io.gigafleet.controlplane.safety.power.ActingRacks;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What an act or alarm is about, in a topology.
 *
 * @param index of the rack, domain or loop; 0 for the site
 */
record GuardSubject(Kind kind, int index) {

    /** What there are suggestions for. */
    enum Kind {
        SITE,
        DOMAIN,
        LOOP,
        RACK
    }

    /** The subject of a name such as {@code domain/h1-r1}; empty if the site has none of it. */
    static Optional<GuardSubject> named(String subject, Topology topology) {
        String[] parts = subject.split("/", 2);
        String name = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "site" -> Optional.of(new GuardSubject(Kind.SITE, 0));
            case "domain" -> of(Kind.DOMAIN, domainNamed(topology, name));
            case "loop" -> of(Kind.LOOP, loopNamed(topology, name));
            case "rack" -> of(Kind.RACK, topology.rackNamed(name));
            default -> Optional.empty();
        };
    }

    private static Optional<GuardSubject> of(Kind kind, OptionalInt index) {
        return index.isPresent()
                ? Optional.of(new GuardSubject(kind, index.getAsInt()))
                : Optional.empty();
    }

    private static OptionalInt domainNamed(Topology topology, String name) {
        return IntStream.range(0, topology.domains().size())
                .filter(domain -> topology.domain(domain).name().equals(name))
                .findFirst();
    }

    private static OptionalInt loopNamed(Topology topology, String name) {
        return IntStream.range(0, topology.loops().size())
                .filter(loop -> topology.loop(loop).name().equals(name))
                .findFirst();
    }

    /** How far an automation goes for it. */
    Mode mode(Automation automation, ActingRacks acting) {
        return switch (kind) {
            case SITE -> acting.ofSite(automation);
            case DOMAIN -> acting.ofDomain(automation, index);
            case LOOP -> acting.ofLoop(automation, index);
            case RACK -> acting.ofRack(automation, index);
        };
    }

    /** Whether a rack is it or lies in it. */
    boolean has(int rack, Topology topology) {
        return switch (kind) {
            case SITE -> true;
            case DOMAIN -> topology.feeds(index, rack);
            case LOOP -> topology.rack(rack).loop() == index;
            case RACK -> rack == index;
        };
    }
}
