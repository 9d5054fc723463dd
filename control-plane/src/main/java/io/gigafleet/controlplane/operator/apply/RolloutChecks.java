package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.Declared.DeclaredRollout;
import io.gigafleet.controlplane.ledger.RolloutStandings;
import io.gigafleet.controlplane.rollout.RolloutState.Phase;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Rollout;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A rollout must refer to what is there, and keeps its racks and waves once it is declared. */
final class RolloutChecks {

    /**
     * Most unknown names of one list that are told one by one: each is compared with all others.
     */
    private static final int MAX_UNKNOWN = 20;

    private final Findings findings;
    private final Declared before;
    private final Declared after;
    private final RolloutStandings standings;
    private final Instant now;
    private final Set<String> rows;

    RolloutChecks(
            Findings findings,
            Declared before,
            Declared after,
            RolloutStandings standings,
            Instant now) {
        this.findings = findings;
        this.before = before;
        this.after = after;
        this.standings = standings;
        this.now = now;
        this.rows =
                after.site().stream()
                        .flatMap(site -> site.spec().halls().stream())
                        .flatMap(hall -> hall.rows().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    void check(Located<?> at, Rollout rollout) {
        DeclaredRollout known = before.rollouts().get(rollout.name());
        if (known == null) {
            racks(at, rollout.spec().racks());
            deadline(at, rollout.spec());
        } else if (isOver(known)) {
            findings.add(
                    at,
                    "metadata.name",
                    "rollout '%s' is %s and can't be changed"
                            .formatted(
                                    rollout.name(),
                                    known.ordered().orders().aborted()
                                            ? Phase.ABORTED
                                            : Phase.COMPLETED),
                    "declare another rollout under another name");
        } else {
            keepsItsPlan(at, known.rollout().spec(), rollout.spec());
            if (!known.rollout().spec().deadline().equals(rollout.spec().deadline())) {
                deadline(at, rollout.spec());
            }
        }
    }

    private boolean isOver(DeclaredRollout known) {
        return known.ordered().orders().aborted() || standings.isFinished(known.rollout().name());
    }

    private void racks(Located<?> at, Rollout.Racks racks) {
        if (!racks.delivery().isEmpty() && !after.deliveries().containsKey(racks.delivery())) {
            findings.unknown(
                    at,
                    "spec.racks.delivery",
                    "delivery",
                    racks.delivery(),
                    after.deliveries().keySet());
        }
        known(at, "spec.racks.names", "rack", racks.names(), after.racks().keySet());
        known(at, "spec.racks.rows", "row", racks.rows(), rows);
        known(at, "spec.racks.skus", "SKU", racks.skus(), after.skus().keySet());
    }

    private void known(
            Located<?> at, String list, String what, List<String> names, Collection<String> all) {
        List<String> unknown = names.stream().filter(name -> !all.contains(name)).toList();
        for (String name : unknown.stream().limit(MAX_UNKNOWN).toList()) {
            findings.unknown(at, list + "[" + names.indexOf(name) + "]", what, name, all);
        }
        if (unknown.size() > MAX_UNKNOWN) {
            findings.add(
                    at,
                    list,
                    "%d more are unknown".formatted(unknown.size() - MAX_UNKNOWN),
                    "apply what they name first, or with this");
        }
    }

    private void deadline(Located<?> at, Rollout.Spec spec) {
        spec.deadlineAt()
                .filter(deadline -> !deadline.isAfter(now))
                .ifPresent(
                        deadline ->
                                findings.add(
                                        at,
                                        "spec.deadline",
                                        "%s is past; it is %s".formatted(deadline, now),
                                        "write a later one, or leave it out"));
    }

    private void keepsItsPlan(Located<?> at, Rollout.Spec old, Rollout.Spec next) {
        stays(at, "spec.kind", old.kind() == next.kind());
        stays(at, "spec.racks", old.racks().equals(next.racks()));
        stays(at, "spec.firmware", old.firmware().equals(next.firmware()));
        stays(at, "spec.canary", old.canary() == next.canary());
        stays(at, "spec.growth", old.growth() == next.growth());
    }

    private void stays(Located<?> at, String field, boolean isKept) {
        if (!isKept) {
            findings.add(
                    at,
                    field,
                    "it is fixed once the rollout is declared",
                    "abort this rollout and declare another, under another name");
        }
    }
}
