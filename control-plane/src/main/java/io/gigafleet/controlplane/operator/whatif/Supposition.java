package io.gigafleet.controlplane.operator.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.operator.whatif.WhatIfRequest.Budget;
import io.gigafleet.controlplane.placement.whatif.Changes;
import io.gigafleet.schemas.NearestWord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads what is supposed against the fleet there is, or says which field is wrong. */
final class Supposition {

    private final Declared declared;
    private final FleetView now;
    private final Topology topology;

    /**
     * @param declared the manifests in force
     * @param now the live fleet
     */
    Supposition(Declared declared, FleetView now) {
        this.declared = declared;
        this.now = now;
        this.topology = now.topology();
    }

    /**
     * The changes a request supposes.
     *
     * @throws Refusal naming the field, if it names what is not there or supposes what can't be
     */
    Changes read(WhatIfRequest request) {
        SupposedServices services = new SupposedServices(declared, now);
        for (int at = 0; at < request.services().size(); at++) {
            JsonNode service = request.services().get(at);
            services.add("services[" + at + "]", service);
        }
        if (!request.manifests().isEmpty()) {
            services.addManifests(request.manifests());
        }
        SupposedRacks racks = new SupposedRacks(declared, topology);
        for (int at = 0; at < request.addRacks().size(); at++) {
            racks.add("addRacks[" + at + "]", request.addRacks().get(at));
        }
        return new Changes(
                services.views(), lost(request.lose()), racks.spots(), budgets(request.budgets()));
    }

    private Set<String> lost(WhatIfRequest.Lose lose) {
        Set<String> lost = new HashSet<>();
        for (int at = 0; at < lose.racks().size(); at++) {
            String name = lose.racks().get(at);
            add("lose.racks[" + at + "]", "rack", name, spot -> spot.name().equals(name), lost);
        }
        for (int at = 0; at < lose.rows().size(); at++) {
            String row = lose.rows().get(at);
            add("lose.rows[" + at + "]", "row with racks", row, s -> s.row().equals(row), lost);
        }
        for (int at = 0; at < lose.loops().size(); at++) {
            String loop = lose.loops().get(at);
            add(
                    "lose.loops[" + at + "]",
                    "coolant loop with racks",
                    loop,
                    spot -> topology.loop(spot.loop()).name().equals(loop),
                    lost);
        }
        return lost;
    }

    private void add(
            String field, String what, String name, Predicate<RackSpot> lost, Set<String> all) {
        List<String> racks = topology.racks().stream().filter(lost).map(RackSpot::name).toList();
        if (racks.isEmpty()) {
            throw unknown(field, what, name, List.of());
        }
        all.addAll(racks);
    }

    private Map<String, Long> budgets(List<Budget> budgets) {
        Map<String, Long> watts = new HashMap<>();
        List<String> domains = topology.domains().stream().map(domain -> domain.name()).toList();
        for (int at = 0; at < budgets.size(); at++) {
            String field = "budgets[" + at + "]";
            String domain = required(field + ".domain", budgets.get(at).domain());
            if (!domains.contains(domain)) {
                throw unknown(field + ".domain", "power domain", domain, domains);
            }
            Long budget = budgets.get(at).watts();
            if (budget == null || budget <= 0) {
                throw Refusal.ofField(
                        field + ".watts",
                        budget == null ? "it is missing" : budget + " W is no budget",
                        "write a whole number of watts above 0");
            }
            watts.put(domain, budget);
        }
        return watts;
    }

    /** The text of a field that must be there. */
    static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.ofField(field, "it is missing", "write it");
        }
        return text;
    }

    /** A name of nothing there is. */
    static Refusal unknown(String field, String what, String name, Collection<String> known) {
        return Refusal.ofField(
                field,
                "there is no " + what + " named '" + name + "'",
                NearestWord.of(name, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("see what there is with get"));
    }
}
