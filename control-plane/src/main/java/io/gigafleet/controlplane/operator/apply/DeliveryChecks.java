package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.Declared.DeclaredDelivery;
import io.gigafleet.controlplane.ledger.Declared.DeclaredRollout;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.controlplane.ledger.RolloutStandings;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.RackDelivery.ExpectedRack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a delivery says of a rack holds once a rollout has taken the rack. */
final class DeliveryChecks {

    private final Findings findings;
    private final Declared before;
    private final Declared after;
    private final RolloutStandings standings;

    DeliveryChecks(Findings findings, Declared before, Declared after, RolloutStandings standings) {
        this.findings = findings;
        this.before = before;
        this.after = after;
        this.standings = standings;
    }

    void check(Located<?> at, RackDelivery delivery) {
        DeclaredDelivery known = before.deliveries().get(delivery.name());
        if (known == null) {
            return;
        }
        Map<String, Integer> indexOf = new HashMap<>();
        List<ExpectedRack> racks = delivery.spec().racks();
        for (int index = 0; index < racks.size(); index++) {
            indexOf.put(racks.get(index).name(), index);
        }
        Map<String, List<String>> missing = new TreeMap<>();
        for (ExpectedRack old : known.delivery().spec().racks()) {
            Integer index = indexOf.get(old.name());
            if (index == null) {
                whyItStays(old.name())
                        .ifPresent(
                                why ->
                                        missing.computeIfAbsent(why, ignored -> new ArrayList<>())
                                                .add(old.name()));
            } else if (!racks.get(index).equals(old)) {
                changed(at, "spec.racks[" + index + "]", old);
            }
        }
        missing.forEach(
                (why, names) ->
                        findings.add(
                                at,
                                "spec.racks",
                                "it leaves out %s: %s".formatted(Findings.some(names), why),
                                "keep them; a rack that is PLANNED and in no rollout can go"));
    }

    private void changed(Located<?> at, String field, ExpectedRack old) {
        whyItIsFixed(old.name())
                .ifPresent(
                        why ->
                                findings.add(
                                        at,
                                        field,
                                        "it changes rack '%s': %s".formatted(old.name(), why),
                                        "write it as it was delivered; a rack that is PLANNED and"
                                                + " in no rollout can change"));
    }

    private Optional<String> whyItIsFixed(String rack) {
        StandingRack standing = before.racks().get(rack);
        if (standing != null) {
            RackStage stage = standings.stageOf(rack, standing.identity());
            if (stage != RackStage.PLANNED) {
                return Optional.of("already " + stage);
            }
        }
        return standings.holderOf(rack).map(holder -> "in rollout '" + holder.rollout() + "'");
    }

    private Optional<String> whyItStays(String rack) {
        return whyItIsFixed(rack)
                .or(() -> whoNames(rack).map(name -> "named by rollout '" + name + "'"))
                .or(
                        () ->
                                standings.remembered().contains(rack)
                                        ? Optional.of("part of a rollout's history")
                                        : Optional.empty());
    }

    private Optional<String> whoNames(String rack) {
        return after.rollouts().values().stream()
                .filter(declared -> !standings.isFinished(declared.rollout().name()))
                .map(DeclaredRollout::rollout)
                .filter(rollout -> rollout.spec().racks().names().contains(rack))
                .map(rollout -> rollout.name())
                .findFirst();
    }
}
