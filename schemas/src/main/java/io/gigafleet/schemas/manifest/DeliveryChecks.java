package io.gigafleet.schemas.manifest;

import io.gigafleet.schemas.manifest.RackDelivery.ExpectedRack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Checks a delivery in itself: no two racks share a name, a serial number or a position. */
final class DeliveryChecks {

    private DeliveryChecks() {}

    static List<ManifestProblem> of(Located<Manifest> delivery, RackDelivery.Spec spec) {
        List<ManifestProblem> problems = new ArrayList<>();
        unique(delivery, spec, "name", ExpectedRack::name, problems);
        unique(delivery, spec, "serial", ExpectedRack::serial, problems);
        unique(
                delivery,
                spec,
                "position",
                rack -> "position " + rack.position() + " of row " + rack.row(),
                problems);
        return problems;
    }

    private static void unique(
            Located<Manifest> delivery,
            RackDelivery.Spec spec,
            String field,
            Function<ExpectedRack, String> key,
            List<ManifestProblem> problems) {
        Map<String, Integer> first = new HashMap<>();
        for (int at = 0; at < spec.racks().size(); at++) {
            String value = key.apply(spec.racks().get(at));
            Integer earlier = first.putIfAbsent(value, at);
            if (earlier != null) {
                problems.add(
                        delivery.problem(
                                "spec.racks[%d].%s".formatted(at, field),
                                "'%s' is also in spec.racks[%d]".formatted(value, earlier),
                                "give each rack its own"));
            }
        }
    }
}
