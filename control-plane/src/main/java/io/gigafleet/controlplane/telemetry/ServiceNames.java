package io.gigafleet.controlplane.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Gives each service a small number, so that nothing is looked up by name for each replica and
 * second. A number stays a service's for the life of the process. One thread gives numbers; any may
 * ask for names.
 */
final class ServiceNames {

    /** The number of no service. */
    static final int UNKNOWN = -1;

    /** Services beyond this are not counted: a site has hundreds. */
    static final int MAX_SERVICES = 20_000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private ServiceLookup lookup = ServiceLookup.NONE;
    private int generation;

    /** Says which service a replica belongs to from now on. */
    void use(ServiceLookup newLookup) {
        if (newLookup != lookup) {
            lookup = newLookup;
            generation++;
        }
    }

    /** Grows with each other look-up: what was found by an earlier one may no longer hold. */
    int generation() {
        return generation;
    }

    /** The number of a replica's service; {@link #UNKNOWN} if it isn't known. */
    int serviceOf(String replicaId) {
        return lookup.serviceOf(replicaId).map(this::numberOf).orElse(UNKNOWN);
    }

    private int numberOf(String service) {
        Integer number = numbers.get(service);
        if (number != null) {
            return number;
        }
        if (names.size() >= MAX_SERVICES) {
            return UNKNOWN;
        }
        numbers.put(service, names.size());
        names.add(service);
        return names.size() - 1;
    }

    /** The number of a service that has one. Any thread may ask. */
    Optional<Integer> find(String service) {
        int number = names.indexOf(service);
        return number < 0 ? Optional.empty() : Optional.of(number);
    }

    String name(int number) {
        return names.get(number);
    }
}
