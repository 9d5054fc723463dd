package io.gigafleet.schemas.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks a service in itself: one shape, a draw to plan with, a grace period that ends. */
final class ServiceChecks {

    private static final Duration LONGEST_GRACE_PERIOD = Duration.ofHours(1);

    private final Located<Manifest> manifest;
    private final List<ManifestProblem> problems = new ArrayList<>();

    private ServiceChecks(Located<Manifest> manifest) {
        this.manifest = manifest;
    }

    static List<ManifestProblem> of(Located<Manifest> manifest, InferenceService.Spec spec) {
        ServiceChecks checks = new ServiceChecks(manifest);
        checks.shape(spec.shape());
        checks.power(spec.power());
        checks.gracePeriod(spec.gracePeriod());
        return checks.problems;
    }

    private void shape(InferenceService.Shape shape) {
        long chosen =
                Stream.of(shape.accelerators() > 0, shape.racks() > 0, shape.pools().isPresent())
                        .filter(isGiven -> isGiven)
                        .count();
        if (chosen != 1) {
            problem(
                    "spec.shape",
                    chosen == 0
                            ? "it does not say what a replica occupies"
                            : "it says in " + chosen + " ways what a replica occupies",
                    "write one of accelerators (of one rack), racks (whole ones of one row) and"
                            + " pools (prefill and decode)");
        }
    }

    private void power(InferenceService.Power power) {
        if (power.planning() == InferenceService.PowerPlanning.PREDICTED) {
            if (power.wattsPerAccelerator().isEmpty()) {
                problem(
                        "spec.power.wattsPerAccelerator",
                        "planning is predicted, but no draw is given",
                        "add wattsPerAccelerator, or write planning: nameplate");
            }
        } else if (power.marginPercent().isPresent()) {
            problem(
                    "spec.power.marginPercent",
                    "nameplate is planned without a margin",
                    "remove it, or write planning: predicted");
        }
    }

    private void gracePeriod(Duration gracePeriod) {
        if (gracePeriod.compareTo(LONGEST_GRACE_PERIOD) > 0) {
            problem(
                    "spec.gracePeriod",
                    "others would wait too long for the place",
                    "write at most 1h");
        }
    }

    private void problem(String field, String message, String hint) {
        problems.add(manifest.problem(field, message, hint));
    }
}
