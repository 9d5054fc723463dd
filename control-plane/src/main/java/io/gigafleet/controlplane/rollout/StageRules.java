package io.gigafleet.controlplane.rollout;

import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Rollout;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stages in their order, for new racks and for new firmware. */
public final class StageRules {

    private static final Map<RackStage, StageRule> BY_TARGET = new EnumMap<>(RackStage.class);

    static {
        for (StageRule rule :
                List.of(
                        new DockScan(),
                        new Installation(),
                        new Energizing(),
                        new LeakTest(),
                        new Provisioning(),
                        new BurnIn(),
                        new Acceptance(),
                        new EnteringService(),
                        new Draining())) {
            BY_TARGET.put(rule.target(), rule);
        }
    }

    private StageRules() {}

    static StageRule to(RackStage target) {
        StageRule rule = BY_TARGET.get(target);
        if (rule == null) {
            throw new IllegalArgumentException("no rollout brings a rack to " + target);
        }
        return rule;
    }

    /** The stage a rollout brings a rack to next; empty: it is where the rollout wants it. */
    static Optional<RackStage> after(RackStage stage, Rollout.Kind kind) {
        return switch (stage) {
            case PLANNED -> Optional.of(RackStage.DELIVERED);
            case DELIVERED -> Optional.of(RackStage.INSTALLED);
            case INSTALLED -> Optional.of(RackStage.ENERGIZED);
            case ENERGIZED -> Optional.of(RackStage.LEAK_TESTED);
            case LEAK_TESTED, MAINTENANCE -> Optional.of(RackStage.PROVISIONED);
            case PROVISIONED -> Optional.of(RackStage.BURNED_IN);
            case BURNED_IN -> Optional.of(RackStage.ACCEPTED);
            case ACCEPTED -> Optional.of(RackStage.IN_SERVICE);
            case IN_SERVICE ->
                    switch (kind) {
                        case COMMISSION -> Optional.empty();
                        case FIRMWARE -> Optional.of(RackStage.MAINTENANCE);
                    };
            case QUARANTINED, RETIRED -> Optional.empty();
        };
    }

    /** Where a repaired rack starts again: all tests, from where it has no power. */
    static RackStage reTestFrom(RackStage failedAt) {
        return switch (failedAt) {
            case PLANNED, DELIVERED -> RackStage.PLANNED;
            case INSTALLED,
                    ENERGIZED,
                    LEAK_TESTED,
                    PROVISIONED,
                    BURNED_IN,
                    ACCEPTED,
                    IN_SERVICE,
                    MAINTENANCE,
                    QUARANTINED,
                    RETIRED ->
                    RackStage.INSTALLED;
        };
    }

    /** Whether a rack's agent has something to do to reach a stage. */
    public static boolean asksTheAgent(RackStage target) {
        return to(target).asksTheAgent();
    }

    /** What a stage may take in a rollout. */
    public static StageTerms terms(RackStage target, Rollout.Spec spec) {
        StageTerms usual = to(target).usualTerms();
        Rollout.StagePlan plan = spec.stages().get(target.name());
        return plan == null ? usual : usual.overriddenBy(plan);
    }
}
