package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.Declared.DeclaredService;
import io.gigafleet.controlplane.ledger.Declared.StandingRack;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A site must be the only one, and must keep what racks and services use. */
final class SiteChecks {

    private final Findings findings;
    private final Declared before;
    private final Declared after;
    private final Set<String> inInput;

    /**
     * @param inInput {@code kind/name} of everything in the input; what is there answers for itself
     */
    SiteChecks(Findings findings, Declared before, Declared after, Set<String> inInput) {
        this.findings = findings;
        this.before = before;
        this.after = after;
        this.inInput = inInput;
    }

    void check(Located<?> at, Site site) {
        before.site()
                .filter(known -> !known.name().equals(site.name()))
                .ifPresent(
                        known ->
                                findings.add(
                                        at,
                                        "metadata.name",
                                        "this control plane runs site '" + known.name() + "'",
                                        "write that name, or run another control plane: there is"
                                                + " one per site"));
        rowsAreUnique(at, site);
        Set<String> rows = new HashSet<>();
        site.spec().halls().forEach(hall -> rows.addAll(hall.rows()));
        Set<String> halls = names(site.spec().halls().stream().map(Site.Hall::name).toList());
        Set<String> domains = names(site.spec().domains().stream().map(Site.Domain::name).toList());
        Set<String> loops = names(site.spec().loops().stream().map(Site.Loop::name).toList());
        racksKeep(at, "spec.halls", "hall or row", rack -> rows.contains(rack.row()));
        racksKeep(at, "spec.domains", "power domain", rack -> domains.contains(rack.powerDomain()));
        racksKeep(at, "spec.loops", "coolant loop", rack -> loops.contains(rack.coolantLoop()));
        servicesKeep(at, halls);
    }

    /** Rows are the ledger's unit of positions, so that one name means one row of the site. */
    private void rowsAreUnique(Located<?> at, Site site) {
        Map<String, String> hallOf = new HashMap<>();
        List<Site.Hall> halls = site.spec().halls();
        for (int hall = 0; hall < halls.size(); hall++) {
            List<String> rows = halls.get(hall).rows();
            for (int row = 0; row < rows.size(); row++) {
                String other = hallOf.putIfAbsent(rows.get(row), halls.get(hall).name());
                if (other != null && !other.equals(halls.get(hall).name())) {
                    findings.add(
                            at,
                            "spec.halls[" + hall + "].rows[" + row + "]",
                            "hall '" + other + "' has a row of that name",
                            "name rows once per site, as "
                                    + halls.get(hall).name()
                                    + "-"
                                    + rows.get(row));
                }
            }
        }
    }

    private void racksKeep(Located<?> at, String field, String what, Predicate<Rack.Spec> kept) {
        List<String> lost = new ArrayList<>();
        for (StandingRack standing : after.racks().values()) {
            Rack rack = standing.rack();
            if (!isInInput(standing) && !kept.test(rack.spec())) {
                lost.add(rack.name());
            }
        }
        if (!lost.isEmpty()) {
            findings.add(
                    at,
                    field,
                    "the %s of %s is gone".formatted(what, Findings.some(lost)),
                    "keep it, or move those racks in the same apply");
        }
    }

    private boolean isInInput(StandingRack standing) {
        return inInput.contains(
                standing.delivery().isEmpty()
                        ? "Rack/" + standing.rack().name()
                        : "RackDelivery/" + standing.delivery());
    }

    private void servicesKeep(Located<?> at, Set<String> halls) {
        for (DeclaredService declared : after.services().values()) {
            String name = declared.service().name();
            List<String> gone =
                    declared.service().spec().placement().halls().stream()
                            .filter(hall -> !halls.contains(hall))
                            .toList();
            if (!gone.isEmpty() && !inInput.contains("InferenceService/" + name)) {
                findings.add(
                        at,
                        "spec.halls",
                        "hall %s is gone, and service '%s' is confined to it"
                                .formatted(Findings.some(gone), name),
                        "keep it, or change the service in the same apply");
            }
        }
    }

    private static Set<String> names(List<String> names) {
        return new HashSet<>(names);
    }
}
