package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.Declared.DeclaredRollout;
import io.gigafleet.controlplane.ledger.RolloutStandings;
import io.gigafleet.controlplane.rollout.RackChoice;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Rollout;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The racks that a rollout chooses must be there for it: at a stage it can begin from, in no other
 * rollout, and none of them so large that one step of it breaks the ramp.
 */
final class RolloutRackChecks {

    private static final double WATTS_PER_MEGAWATT = 1e6;

    private final Findings findings;
    private final Declared before;
    private final RolloutStandings standings;
    private final Topology plant;
    private final List<RackIdentity> identities;

    /** Rollouts that have not begun, by the racks they choose. */
    private final Map<String, String> awaited = new HashMap<>();

    RolloutRackChecks(
            Findings findings,
            Declared before,
            Declared after,
            Topology plant,
            RolloutStandings standings) {
        this.findings = findings;
        this.before = before;
        this.standings = standings;
        this.plant = plant;
        this.identities = after.identities();
        for (DeclaredRollout declared : before.rollouts().values()) {
            String name = declared.rollout().name();
            if (!standings.hasBegun(name) && !declared.ordered().orders().aborted()) {
                await(declared.rollout(), chosen(declared.rollout()));
            }
        }
    }

    private List<String> chosen(Rollout rollout) {
        return RackChoice.of(rollout.spec(), plant, identities);
    }

    private void await(Rollout rollout, List<String> racks) {
        racks.forEach(rack -> awaited.putIfAbsent(rack, rollout.name()));
    }

    /** Checks one that is new or changed; of two new ones with a rack in common, the later. */
    void check(Located<?> at, Rollout rollout) {
        List<String> racks = chosen(rollout);
        keepsItsRamp(at, rollout.spec(), racks);
        if (before.rollouts().containsKey(rollout.name())) {
            return;
        }
        if (racks.isEmpty()) {
            findings.add(
                    at,
                    "spec.racks",
                    "it chooses no rack",
                    "choose a delivery, names or rows that have racks of these SKUs");
        }
        areInNoOtherRollout(at, rollout, racks);
        canBegin(at, rollout, racks);
        await(rollout, racks);
    }

    private void areInNoOtherRollout(Located<?> at, Rollout rollout, List<String> racks) {
        Map<String, List<String>> others = new TreeMap<>();
        for (String rack : racks) {
            String other =
                    standings
                            .holderOf(rack)
                            .map(RolloutStandings.Membership::rollout)
                            .orElseGet(() -> awaited.getOrDefault(rack, ""));
            if (!other.isEmpty()) {
                others.computeIfAbsent(other, ignored -> new ArrayList<>()).add(rack);
            }
        }
        others.forEach(
                (other, shared) ->
                        findings.add(
                                at,
                                field(rollout, shared),
                                "%s in rollout '%s'".formatted(are(shared), other),
                                "leave them out, or wait for that rollout, or skip them there"));
    }

    private void canBegin(Located<?> at, Rollout rollout, List<String> racks) {
        switch (rollout.spec().kind()) {
            case COMMISSION -> {
                unfit(
                        at,
                        rollout,
                        racks,
                        RolloutRackChecks::isCommissioned,
                        "commission is for racks that are not in service yet: leave them out, or"
                                + " write kind: firmware");
                if (rollout.spec().racks().names().isEmpty()) {
                    unfit(
                            at,
                            rollout,
                            racks,
                            stage -> stage == RackStage.QUARANTINED,
                            "a quarantined rack is taken by its name only: repair it, and declare"
                                    + " a rollout with names");
                }
            }
            case FIRMWARE ->
                    unfit(
                            at,
                            rollout,
                            racks,
                            stage ->
                                    stage != RackStage.IN_SERVICE && stage != RackStage.MAINTENANCE,
                            "firmware is for racks in service: leave them out, or commission them"
                                    + " first");
        }
    }

    private static boolean isCommissioned(RackStage stage) {
        return switch (stage) {
            case IN_SERVICE, MAINTENANCE, RETIRED -> true;
            case PLANNED,
                    DELIVERED,
                    INSTALLED,
                    ENERGIZED,
                    LEAK_TESTED,
                    PROVISIONED,
                    BURNED_IN,
                    ACCEPTED,
                    QUARANTINED ->
                    false;
        };
    }

    private void unfit(
            Located<?> at,
            Rollout rollout,
            List<String> racks,
            Predicate<RackStage> isUnfit,
            String hint) {
        Map<RackStage, List<String>> unfit = new TreeMap<>();
        for (String rack : racks) {
            RackStage stage = stageOf(rack);
            if (isUnfit.test(stage)) {
                unfit.computeIfAbsent(stage, ignored -> new ArrayList<>()).add(rack);
            }
        }
        unfit.forEach(
                (stage, names) ->
                        findings.add(at, field(rollout, names), are(names) + " " + stage, hint));
    }

    private RackStage stageOf(String rack) {
        return standings.stageOf(rack, identities.get(plant.rackNamed(rack).orElseThrow()));
    }

    /**
     * A rack's power comes in two steps: to idle when it is energised, to peak when it burns in.
     */
    private void keepsItsRamp(Located<?> at, Rollout.Spec spec, List<String> racks) {
        double limitWatts = spec.rampMegawattsPerMinute() * WATTS_PER_MEGAWATT;
        racks.stream()
                .map(rack -> plant.rack(plant.rackNamed(rack).orElseThrow()))
                .max(Comparator.comparingLong(RolloutRackChecks::biggestStepWatts))
                .filter(rack -> biggestStepWatts(rack) > limitWatts)
                .ifPresent(
                        rack ->
                                findings.add(
                                        at,
                                        "spec.rampMegawattsPerMinute",
                                        "a %s adds %d W in one step, and only %.0f W may be added in a minute"
                                                .formatted(
                                                        rack.sku().name(),
                                                        biggestStepWatts(rack),
                                                        limitWatts),
                                        "write at least " + megawatts(biggestStepWatts(rack))));
    }

    private static long biggestStepWatts(RackSpot rack) {
        return Math.max(rack.idleWatts(), rack.peakWatts() - rack.idleWatts());
    }

    private static String megawatts(long watts) {
        return BigDecimal.valueOf(watts, 6).stripTrailingZeros().toPlainString();
    }

    /** The name of the first of these racks, or how they were chosen. */
    private static String field(Rollout rollout, List<String> racks) {
        Rollout.Racks chosen = rollout.spec().racks();
        int named = chosen.names().indexOf(racks.getFirst());
        if (named >= 0) {
            return "spec.racks.names[" + named + "]";
        }
        return chosen.delivery().isEmpty() ? "spec.racks.rows" : "spec.racks.delivery";
    }

    private static String are(List<String> racks) {
        return racks.size() == 1
                ? "rack " + racks.getFirst() + " is"
                : "racks " + Findings.some(racks) + " are";
    }
}
