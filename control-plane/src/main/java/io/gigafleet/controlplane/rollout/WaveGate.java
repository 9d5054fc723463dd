package io.gigafleet.controlplane.rollout;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the next wave may begin: the racks of this one are well, and services keep their time to
 * first token as they did before it.
 */
final class WaveGate {

    /** A service may lose this much of its attainment. */
    static final double MAX_LOSS = 0.02;

    /** Standard deviations that may be chance. */
    private static final double SIGMAS = 3;

    /** A service above this is well, whatever it was before. */
    static final double WELL = 0.99;

    private WaveGate() {}

    /** What the gate says. */
    sealed interface Verdict {
        String reason();

        /** The wave is well. */
        record Open(String reason) implements Verdict {}

        /** Something got worse. */
        record Shut(String reason) implements Verdict {}

        /** The evidence does not say. */
        record CannotTell(String reason) implements Verdict {}
    }

    /** Judges a wave's racks, which are in service, and then the services. */
    static Verdict judge(
            List<String> racksInService,
            RackSigns signs,
            String pinnedFirmware,
            Map<String, Double> baseline,
            Map<String, Attainment> services) {
        for (String rack : racksInService) {
            RackEvidence evidence = signs.of(rack);
            if (evidence.alarm().isPresent()) {
                return new Verdict.Shut("%s: %s".formatted(rack, evidence.alarm().get().words()));
            }
            switch (evidence.condition()) {
                case BAD -> {
                    return new Verdict.Shut(
                            "%s is BAD: %s".formatted(rack, evidence.conditionCause()));
                }
                case STALE, LOST -> {
                    return new Verdict.CannotTell(
                            "%s is %s: %s"
                                    .formatted(
                                            rack, evidence.condition(), evidence.conditionCause()));
                }
                case FRESH -> {}
            }
            if (!pinnedFirmware.isEmpty() && !evidence.firmware().equals(pinnedFirmware)) {
                return new Verdict.Shut(
                        "%s runs firmware %s, pinned is %s"
                                .formatted(rack, evidence.firmware(), pinnedFirmware));
            }
        }
        return services(racksInService.size(), baseline, services);
    }

    private static Verdict services(
            int racks, Map<String, Double> baseline, Map<String, Attainment> services) {
        for (Map.Entry<String, Double> before : new TreeMap<>(baseline).entrySet()) {
            Attainment now = services.get(before.getKey());
            if (now == null) {
                continue; // no longer declared
            }
            if (!now.isTelling()) {
                return new Verdict.CannotTell(
                        "%s had %d requests in the last minute, at least %d are needed to compare"
                                .formatted(
                                        before.getKey(), now.requests(), Attainment.MIN_REQUESTS));
            }
            double loss = before.getValue() - now.share();
            if (now.share() < WELL && loss > MAX_LOSS + chance(before.getValue(), now.requests())) {
                return new Verdict.Shut(
                        "%s keeps its time to first token for %.1f%% of requests, before the wave for %.1f%%"
                                .formatted(
                                        before.getKey(),
                                        now.share() * 100,
                                        before.getValue() * 100));
            }
        }
        return new Verdict.Open(
                "%d racks well; %s"
                        .formatted(
                                racks,
                                baseline.isEmpty()
                                        ? "no service with all its replicas to compare"
                                        : "time to first token is kept by "
                                                + String.join(
                                                        ", ", new TreeMap<>(baseline).keySet())));
    }

    /** What two shares of so many requests each may differ by when nothing has changed. */
    private static double chance(double share, long requests) {
        return SIGMAS * Math.sqrt(2 * share * (1 - share) / requests);
    }

    /**
     * What services are like now, to compare with later: those that have all their replicas and
     * enough requests to tell.
     */
    static Map<String, Double> baseline(Map<String, Attainment> services) {
        Map<String, Double> shares = new TreeMap<>();
        services.forEach(
                (service, attainment) -> {
                    if (attainment.isTelling() && attainment.isComplete()) {
                        shares.put(service, attainment.share());
                    }
                });
        return shares;
    }
}
