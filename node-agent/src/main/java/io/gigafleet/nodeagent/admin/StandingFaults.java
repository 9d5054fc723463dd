package io.gigafleet.nodeagent.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What was broken on demand and not mended since, for people; an agent's restart forgets it. Before
 * it, whether parts fail by themselves.
 */
final class StandingFaults {

    /** Subjects that are remembered; with more the oldest name is forgotten first. */
    static final int MOST_SUBJECTS = 4_096;

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final LongSupplier monotonicMillis;
    private final List<String> byThemselves;
    private final TreeMap<String, Map<FaultKind, Fault>> bySubject = new TreeMap<>();

    private record Fault(String detail, long untilMillis) {}

    /**
     * @param failureMultiple at how many times the published rates parts fail by themselves; 0:
     *     never
     */
    StandingFaults(LongSupplier monotonicMillis, String agentId, double failureMultiple) {
        this.monotonicMillis = monotonicMillis;
        this.byThemselves =
                failureMultiple > 0
                        ? List.of(
                                PlantJson.fault(
                                        "agent/" + agentId,
                                        "meta",
                                        "parts fail by themselves, published rates times "
                                                + failureMultiple))
                        : List.of();
    }

    /**
     * Notes a fault, or the end of all of a subject.
     *
     * @param subject {@code rack/R} or {@code loop/L}
     * @param millis how long it lasts; 0: until it is mended
     */
    synchronized void note(FaultKind kind, String subject, Map<String, String> query, long millis) {
        if (kind == FaultKind.MEND) {
            bySubject.remove(subject);
            return;
        }
        if (kind == FaultKind.LEAK && query.getOrDefault("kind", "").equals("dry")) {
            bySubject.getOrDefault(subject, new TreeMap<>()).remove(kind);
            return;
        }
        String detail =
                query.entrySet().stream()
                        .filter(each -> !subject.equals(each.getKey() + "/" + each.getValue()))
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(" "));
        bySubject
                .computeIfAbsent(subject, name -> new TreeMap<>())
                .put(
                        kind,
                        new Fault(
                                detail,
                                millis == 0 ? FOR_EVER : monotonicMillis.getAsLong() + millis));
        if (bySubject.size() > MOST_SUBJECTS) {
            bySubject.pollFirstEntry();
        }
    }

    /** {@code {"faults":[{"subject":"rack/r5","kind":"leak","detail":"tray=3"}]}}. */
    synchronized String json() {
        long now = monotonicMillis.getAsLong();
        List<String> faults = new ArrayList<>(byThemselves);
        bySubject.forEach(
                (subject, kinds) -> {
                    kinds.values().removeIf(fault -> fault.untilMillis() <= now);
                    kinds.forEach(
                            (kind, fault) ->
                                    faults.add(
                                            PlantJson.fault(subject, kind.word(), fault.detail())));
                });
        bySubject.values().removeIf(Map::isEmpty);
        return "{\"faults\":[" + String.join(",", faults) + "]}\n";
    }
}
