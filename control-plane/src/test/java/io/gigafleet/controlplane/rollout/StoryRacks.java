package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RackEvidence.Found;
import io.gigafleet.controlplane.rollout.RackEvidence.Progress;
import io.gigafleet.controlplane.rollout.RackEvidence.Report;
import io.gigafleet.schemas.RackStage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The racks of a story: each has done what it was asked by the next round and is well, unless the
 * story says otherwise.
 */
final class StoryRacks {

    /** Where each stands in its row. */
    static final int POSITION = 1;

    private record Failure(RackStage at, Fault fault) {}

    private final Map<String, Failure> failures = new HashMap<>();
    private final Map<String, RackStage> slowAt = new HashMap<>();
    private final Map<String, String> firmware = new HashMap<>();
    private final Map<String, Integer> replicas = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> stuckFlow = new HashSet<>();
    private final Set<String> serving = new HashSet<>();

    void fails(String rack, RackStage at, Fault fault) {
        failures.put(rack, new Failure(at, fault));
    }

    void repaired(String rack) {
        failures.remove(rack);
        stuckFlow.remove(rack);
    }

    void slow(String rack, RackStage at) {
        slowAt.put(rack, at);
    }

    void hurries(String rack) {
        slowAt.remove(rack);
    }

    void hasStuckFlowSensor(String rack) {
        stuckFlow.add(rack);
    }

    void fallsSilent(String rack) {
        silent.add(rack);
    }

    void isHeardAgain(String rack) {
        silent.remove(rack);
    }

    void replicas(String rack, int count) {
        replicas.put(rack, count);
    }

    void servesTokens(String rack) {
        serving.add(rack);
    }

    boolean isServingTokens(String rack) {
        return serving.contains(rack);
    }

    /** What is heard of a rack of which so much was asked. */
    RackEvidence evidence(RackSpot spot, Optional<RackProgress> asked) {
        boolean isSilent = silent.contains(spot.name());
        asked.filter(rack -> rack.isAskedFor(RackStage.PROVISIONED))
                .ifPresent(rack -> firmware.put(rack.rack(), rack.firmware()));
        return new RackEvidence(
                isSilent ? Condition.LOST : Condition.FRESH,
                isSilent ? "silent for 40 s" : "heard",
                Optional.empty(),
                !isSilent,
                asked.map(rack -> !rack.isPowered()).orElse(false),
                asked.flatMap(rack -> rack.asked().map(work -> report(rack, work))),
                Optional.of(found(spot)),
                firmware.getOrDefault(spot.name(), "1.0"),
                asked.map(rack -> reading(rack).times(Samples.MOST)).orElse(Samples.NONE),
                replicas.getOrDefault(spot.name(), 0));
    }

    static String serial(RackSpot spot) {
        return "s-" + spot.name();
    }

    private static Found found(RackSpot spot) {
        return new Found(spot.sku().name(), serial(spot), spot.row(), POSITION, "", 18, 9, 72);
    }

    private Report report(RackProgress rack, StageWork.Asked work) {
        Optional<Fault> fault =
                Optional.ofNullable(failures.get(rack.rack()))
                        .filter(failure -> failure.at() == work.target())
                        .map(Failure::fault);
        boolean isSlow = slowAt.get(rack.rack()) == work.target();
        return new Report(
                rack.requestId(work),
                fault.isPresent() ? Progress.FAILED : isSlow ? Progress.RUNNING : Progress.PASSED,
                isSlow ? 500 : 1_000,
                fault.orElse(Fault.UNKNOWN),
                "",
                fault.isPresent() ? "it failed" : "",
                0);
    }

    private Reading reading(RackProgress rack) {
        if (!rack.isPowered()) {
            return Reading.off();
        }
        Reading reading = rack.isAskedFor(RackStage.BURNED_IN) ? Reading.burning() : Reading.idle();
        return stuckFlow.contains(rack.rack()) ? reading.withStuckFlow() : reading;
    }
}
