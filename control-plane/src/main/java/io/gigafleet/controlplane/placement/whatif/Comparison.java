package io.gigafleet.controlplane.placement.whatif;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.Unplaced;
import io.gigafleet.controlplane.placement.whatif.Answer.Headroom;
import io.gigafleet.controlplane.placement.whatif.Answer.Kind;
import io.gigafleet.controlplane.placement.whatif.Answer.ServiceOutcome;
import io.gigafleet.controlplane.placement.whatif.Answer.Step;
import io.gigafleet.controlplane.placement.whatif.Settling.Settled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a fleet as it would be with the fleet as it is. */
final class Comparison {

    private static final Comparator<Part> ORDER =
            Comparator.comparing(Part::service)
                    .thenComparingInt(Part::slot)
                    .thenComparingInt(Part::part);

    private final FleetView now;
    private final Settled anyway;
    private final Settled then;

    /**
     * @param anyway what becomes of the fleet if nothing is different
     * @param then what becomes of it with the change
     */
    Comparison(FleetView now, Settled anyway, Settled then) {
        this.now = now;
        this.anyway = anyway;
        this.then = then;
    }

    private record Part(String service, int slot, int part) {}

    Answer answer() {
        List<Step> steps = steps();
        return new Answer(
                services(steps), steps, domains(), loops(), anyway.isSettled() && then.isSettled());
    }

    private List<Step> steps() {
        Map<Part, Replica> before = holders(now);
        Map<Part, Replica> after = holders(then.view());
        Set<Part> all = new TreeSet<>(ORDER);
        all.addAll(before.keySet());
        all.addAll(after.keySet());
        Map<String, Integer> wanted =
                then.view().services().stream()
                        .collect(Collectors.toMap(ServiceView::name, ServiceView::wanted));
        List<Step> steps = new ArrayList<>();
        for (Part part : all) {
            boolean isWanted = part.slot() < wanted.getOrDefault(part.service(), 0);
            step(part, before.get(part), after.get(part), isWanted).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(
            Part part, @Nullable Replica before, @Nullable Replica after, boolean isWanted) {
        if (before == null) {
            return Optional.ofNullable(after)
                    .map(placed -> step(Kind.PLACED, part, "", placed.rack(), placed));
        }
        boolean isPreempted = then.preempted().contains(before.id());
        if (after == null) {
            Kind kind = isPreempted ? Kind.PREEMPTED : isWanted ? Kind.LOST : Kind.STOPPED;
            return Optional.of(step(kind, part, before.rack(), "", before));
        }
        boolean isAtItsPlace =
                after.rack().equals(before.rack())
                        && after.accelerators().equals(before.accelerators());
        return isAtItsPlace
                ? Optional.empty()
                : Optional.of(
                        step(
                                isPreempted ? Kind.PREEMPTED : Kind.MOVED,
                                part,
                                before.rack(),
                                after.rack(),
                                after));
    }

    private static Step step(Kind kind, Part part, String from, String to, Replica holder) {
        return new Step(
                kind,
                part.service(),
                part.slot(),
                part.part(),
                from,
                to,
                holder.accelerators().size());
    }

    /** Who holds each part of each slot; of two, the one with the traffic. */
    private static Map<Part, Replica> holders(FleetView view) {
        Map<Part, Replica> holders = new TreeMap<>(ORDER);
        for (Replica replica : view.replicas()) {
            if (replica.state().holdsSlot()) {
                holders.merge(
                        new Part(replica.service(), replica.slot(), replica.part()),
                        replica,
                        (first, second) -> second.routed() ? second : first);
            }
        }
        return holders;
    }

    private List<ServiceOutcome> services(List<Step> steps) {
        Map<String, List<Step>> stepsOf =
                steps.stream().collect(Collectors.groupingBy(Step::service));
        Map<String, List<Unplaced>> refused = byService(then.unplaced());
        Map<String, List<Unplaced>> refusedAnyway = byService(anyway.unplaced());
        Map<String, Integer> held = held();
        Map<String, Integer> wanted = new TreeMap<>();
        now.services().forEach(service -> wanted.put(service.name(), service.wanted()));
        then.view().services().forEach(service -> wanted.put(service.name(), service.wanted()));
        List<ServiceOutcome> outcomes = new ArrayList<>();
        wanted.forEach(
                (service, count) -> {
                    List<Step> ofService = stepsOf.getOrDefault(service, List.of());
                    outcomes.add(
                            new ServiceOutcome(
                                    service,
                                    count,
                                    held.getOrDefault(service, 0),
                                    slots(ofService, Kind.PLACED),
                                    slots(ofService, Kind.MOVED),
                                    slots(ofService, Kind.PREEMPTED),
                                    refusedAnyway.getOrDefault(service, List.of()).size(),
                                    refused.getOrDefault(service, List.of())));
                });
        return outcomes.stream().filter(ServiceOutcome::isAnything).toList();
    }

    private Map<String, Integer> held() {
        Map<String, Set<Integer>> slots = new TreeMap<>();
        for (Part part : holders(now).keySet()) {
            slots.computeIfAbsent(part.service(), ignored -> new HashSet<>()).add(part.slot());
        }
        return slots.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().size()));
    }

    private static int slots(List<Step> steps, Kind kind) {
        return (int)
                steps.stream()
                        .filter(step -> step.kind() == kind)
                        .mapToInt(Step::slot)
                        .distinct()
                        .count();
    }

    private static Map<String, List<Unplaced>> byService(List<Unplaced> unplaced) {
        return unplaced.stream()
                .sorted(Comparator.comparingInt(waiting -> waiting.demand().slot()))
                .collect(Collectors.groupingBy(waiting -> waiting.demand().service().name()));
    }

    private List<Headroom> domains() {
        Topology before = now.topology();
        Topology after = then.view().topology();
        PowerBook bookNow = now.powerBook();
        PowerBook bookThen = then.view().powerBook();
        List<Headroom> domains = new ArrayList<>();
        for (int domain = 0; domain < before.domains().size(); domain++) {
            domains.add(
                    new Headroom(
                            before.domain(domain).name(),
                            before.domain(domain).budgetWatts(),
                            bookNow.domainWatts(domain),
                            after.domain(domain).budgetWatts(),
                            bookThen.domainWatts(domain)));
        }
        return domains;
    }

    private List<Headroom> loops() {
        Topology topology = now.topology();
        PowerBook bookNow = now.powerBook();
        PowerBook bookThen = then.view().powerBook();
        List<Headroom> loops = new ArrayList<>();
        for (int loop = 0; loop < topology.loops().size(); loop++) {
            long capacity = topology.loop(loop).heatCapacityWatts();
            loops.add(
                    new Headroom(
                            topology.loop(loop).name(),
                            capacity,
                            bookNow.loopHeatWatts(loop),
                            capacity,
                            bookThen.loopHeatWatts(loop)));
        }
        return loops;
    }
}
