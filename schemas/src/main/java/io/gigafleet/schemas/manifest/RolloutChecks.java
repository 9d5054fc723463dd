package io.gigafleet.schemas.manifest;

import io.gigafleet.schemas.RackStage;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks a rollout in itself. */
final class RolloutChecks {

    private final Located<Manifest> manifest;
    private final List<ManifestProblem> problems = new ArrayList<>();

    private RolloutChecks(Located<Manifest> manifest) {
        this.manifest = manifest;
    }

    static List<ManifestProblem> of(Located<Manifest> manifest, Rollout.Spec spec) {
        RolloutChecks checks = new RolloutChecks(manifest);
        checks.racks(spec.racks());
        checks.firmware(spec);
        checks.failures(spec.failures());
        checks.deadline(spec);
        spec.stages().forEach(checks::stage);
        return checks.problems;
    }

    private void racks(Rollout.Racks racks) {
        long chosen =
                Stream.of(
                                racks.delivery().isEmpty(),
                                racks.names().isEmpty(),
                                racks.rows().isEmpty())
                        .filter(isEmpty -> !isEmpty)
                        .count();
        if (chosen != 1) {
            problem(
                    "spec.racks",
                    chosen == 0
                            ? "it chooses no racks"
                            : "it chooses racks in " + chosen + " ways, and only one can count",
                    "write one of delivery, names and rows");
        }
    }

    private void firmware(Rollout.Spec spec) {
        if (spec.kind() == Rollout.Kind.FIRMWARE && spec.firmware().isEmpty()) {
            problem(
                    "spec.firmware",
                    "a firmware rollout needs the version to roll out",
                    "write it, such as firmware: \"25.10.2\"");
        }
        if (spec.kind() == Rollout.Kind.FIRMWARE && !spec.racks().delivery().isEmpty()) {
            problem(
                    "spec.racks.delivery",
                    "a firmware rollout is for racks in service",
                    "choose them by names or rows");
        }
    }

    private void failures(Rollout.Failures failures) {
        if (failures.max().isEmpty() && failures.share().isEmpty()) {
            problem(
                    "spec.failures",
                    "it sets no limit, so that no failure would pause the rollout",
                    "write max, share or both, or leave failures out");
        }
    }

    private void deadline(Rollout.Spec spec) {
        try {
            spec.deadlineAt();
        } catch (DateTimeException e) {
            problem(
                    "spec.deadline",
                    "'" + spec.deadline() + "' is no time of the calendar",
                    "write one such as 2026-12-24T18:00:00Z");
        }
    }

    private void stage(String stage, Rollout.StagePlan plan) {
        if (plan.duration().isPresent() && !stage.equals(RackStage.BURNED_IN.name())) {
            problem(
                    "spec.stages." + stage + ".duration",
                    "only a burn-in has a duration of one's choice; others take what they take",
                    "leave it out, or write sla: how long " + stage + " may take");
        }
        if (plan.duration().isPresent()
                && plan.sla().isPresent()
                && plan.sla().get().compareTo(plan.duration().get()) <= 0) {
            problem(
                    "spec.stages." + stage + ".sla",
                    "it is not longer than the stage's duration",
                    "leave time for the load to begin and to be judged");
        }
    }

    private void problem(String field, String message, String hint) {
        problems.add(manifest.problem(field, message, hint));
    }
}
