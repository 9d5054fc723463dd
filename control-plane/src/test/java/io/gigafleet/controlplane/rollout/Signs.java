package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.Condition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is heard of racks, as told: those nobody tells of are fresh and well. */
final class Signs implements RackSigns {

    private final Map<String, RackEvidence> heard = new HashMap<>();
    private final Set<String> serving = new HashSet<>();

    static RackEvidence evidence(Condition condition, Samples samples) {
        return new RackEvidence(
                condition,
                "told so",
                Optional.empty(),
                true,
                samples.count() > 0 && samples.last().watts() == 0,
                Optional.empty(),
                Optional.empty(),
                StageStory.PINNED,
                samples,
                0);
    }

    Signs hear(String rack, RackEvidence evidence) {
        heard.put(rack, evidence);
        return this;
    }

    Signs serves(String rack) {
        serving.add(rack);
        return this;
    }

    @Override
    public RackEvidence of(String rack) {
        return heard.getOrDefault(rack, evidence(Condition.FRESH, Samples.NONE));
    }

    @Override
    public boolean servesTokens(String rack) {
        return serving.contains(rack);
    }
}
