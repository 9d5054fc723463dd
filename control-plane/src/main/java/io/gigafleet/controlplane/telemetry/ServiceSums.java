package io.gigafleet.controlplane.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums of every service in one window, by the service's number. */
final class ServiceSums {

    private final List<@Nullable ServiceSum> sums = new ArrayList<>();

    /** The sum of a service, made when it is first asked for. */
    ServiceSum of(int service) {
        while (sums.size() <= service) {
            sums.add(null);
        }
        ServiceSum sum = sums.get(service);
        if (sum == null) {
            sum = new ServiceSum();
            sums.set(service, sum);
        }
        return sum;
    }

    /** The sum of a service, if it did something. */
    Optional<ServiceSum> find(int service) {
        return service < sums.size() ? Optional.ofNullable(sums.get(service)) : Optional.empty();
    }

    /** Adds another window. */
    void addAll(ServiceSums other) {
        for (int service = 0; service < other.sums.size(); service++) {
            ServiceSum sum = other.sums.get(service);
            if (sum != null) {
                of(service).addAll(sum);
            }
        }
    }

    /** A row per service that did something, by name. */
    List<ServiceRollup> rows(ServiceNames names, long startEpochSeconds) {
        TreeMap<String, ServiceRollup> rows = new TreeMap<>();
        for (int service = 0; service < sums.size(); service++) {
            ServiceSum sum = sums.get(service);
            if (sum != null) {
                String name = names.name(service);
                rows.put(name, sum.row(name, startEpochSeconds));
            }
        }
        return List.copyOf(rows.values());
    }
}
