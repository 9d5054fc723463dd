package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.FleetView;
import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ReplicaState;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.Topology;
import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fleet and its demands on a {@link Board}: an ask for each service, with a replica for each copy
 * that keeps its slot and one for each demand. What is on its way out only takes room.
 */
final class FleetBoard {

    private final FleetView view;
    private final FleetColumns columns;
    private final Eligibility eligibility;
    private final Board board;
    private final List<Wanted> wanted;
    private final Pieces pieces;
    private final Map<String, Integer> tenants;

    /** A service, the copies that keep their slots, and the demands. */
    private record Wanted(
            ServiceView service,
            SortedMap<Integer, List<Copy>> holders,
            List<Copy> staying,
            List<Demand> demands) {}

    FleetBoard(FleetView view, List<Demand> demands) {
        this.view = view;
        this.columns = new FleetColumns(view);
        this.eligibility = new Eligibility(view.topology());
        this.tenants = tenants(view, demands);
        Map<String, SortedMap<Integer, List<Copy>>> holders = new Holders().of(view.replicas());
        this.wanted = wanted(view, demands, holders);
        List<Ask> asks = new ArrayList<>(wanted.size());
        int[] replicas = new int[wanted.size()];
        for (int at = 0; at < replicas.length; at++) {
            Wanted service = wanted.get(at);
            asks.add(ask(at, service.service()));
            replicas[at] = service.staying().size() + service.demands().size();
        }
        this.board = new Board(columns.site(), asks, replicas, quotas(view, demands));
        this.pieces = new Pieces(board.pieceCount());
        placeWhatRuns();
    }

    private static Map<String, Integer> tenants(FleetView view, List<Demand> demands) {
        Map<String, Integer> tenants = new HashMap<>();
        view.services().forEach(s -> tenants.putIfAbsent(tenant(s), tenants.size()));
        demands.forEach(d -> tenants.putIfAbsent(tenant(d.service()), tenants.size()));
        return tenants;
    }

    private static String tenant(ServiceView service) {
        return service.service().spec().tenant();
    }

    private long[] quotas(FleetView view, List<Demand> demands) {
        long[] quotas = new long[tenants.size()];
        Arrays.fill(quotas, Long.MAX_VALUE);
        view.services().forEach(s -> limit(quotas, s));
        demands.forEach(demand -> limit(quotas, demand.service()));
        return quotas;
    }

    private void limit(long[] quotas, ServiceView service) {
        int tenant = tenantIndex(service);
        quotas[tenant] = Math.min(quotas[tenant], service.quota().most());
    }

    private int tenantIndex(ServiceView service) {
        return tenants.getOrDefault(tenant(service), 0);
    }

    private List<Wanted> wanted(
            FleetView view,
            List<Demand> demands,
            Map<String, SortedMap<Integer, List<Copy>>> holders) {
        Map<String, List<Demand>> byService = new HashMap<>();
        Map<String, ServiceView> services = new TreeMap<>();
        view.services().forEach(service -> services.put(service.name(), service));
        for (Demand demand : demands) {
            services.put(demand.service().name(), demand.service());
            byService
                    .computeIfAbsent(demand.service().name(), ignored -> new ArrayList<>())
                    .add(demand);
        }
        List<Wanted> all = new ArrayList<>();
        services.forEach(
                (name, service) -> {
                    List<Demand> ofService = byService.getOrDefault(name, List.of());
                    SortedMap<Integer, List<Copy>> held =
                            holders.getOrDefault(name, new TreeMap<>());
                    if (!held.isEmpty() || !ofService.isEmpty()) {
                        all.add(
                                new Wanted(
                                        service,
                                        held,
                                        staying(service, ofService, held),
                                        ofService.stream()
                                                .sorted(Comparator.comparingInt(Demand::slot))
                                                .toList()));
                    }
                });
        return all;
    }

    /** The one copy of each slot that nothing replaces and that is what the service asks for. */
    private List<Copy> staying(
            ServiceView service, List<Demand> demands, SortedMap<Integer, List<Copy>> holders) {
        List<Copy> staying = new ArrayList<>();
        Set<Integer> replaced = new HashSet<>();
        demands.forEach(demand -> replaced.add(demand.slot()));
        holders.forEach(
                (slot, copies) -> {
                    if (!replaced.contains(slot)) {
                        copies.stream()
                                .filter(copy -> isAsAsked(copy, service))
                                .min(
                                        Comparator.comparing(Copy::isLeaving)
                                                .thenComparing(Copy.KEEP_ORDER))
                                .ifPresent(staying::add);
                    }
                });
        return staying;
    }

    private boolean isAsAsked(Copy copy, ServiceView service) {
        InferenceService.Spec spec = service.service().spec();
        List<InferenceService.Part> parts = spec.shape().parts();
        if (copy.parts().size() != parts.size()) {
            return false;
        }
        for (int part = 0; part < parts.size(); part++) {
            Replica replica = copy.parts().get(part);
            if (replica.part() != part
                    || view.topology().rackNamed(replica.rack()).isEmpty()
                    || replica.accelerators().size()
                            != eligibility.accelerators(
                                    Eligibility.Wish.of(spec, parts.get(part)))) {
                return false;
            }
        }
        return true;
    }

    private Ask ask(int index, ServiceView service) {
        InferenceService.Spec spec = service.service().spec();
        InferenceService.Placement placement = spec.placement();
        return new Ask(
                index,
                tenantIndex(service),
                spec.priority(),
                spec.preemptible(),
                placement.exclusive(),
                new Ask.Spread(
                        placement.maxPerRow().orElse(Integer.MAX_VALUE),
                        placement.maxPerLoop().orElse(Integer.MAX_VALUE),
                        placement.maxPerRack().orElse(Integer.MAX_VALUE)),
                spec.shape().parts().stream().map(part -> part(service, part)).toList());
    }

    private Ask.Part part(ServiceView service, InferenceService.Part part) {
        Eligibility.Wish wish = Eligibility.Wish.of(service.service().spec(), part);
        int accelerators = eligibility.accelerators(wish);
        long[] watts = new long[columns.skus().size()];
        for (int sku = 0; sku < watts.length; sku++) {
            Sku of = columns.skus().get(sku);
            watts[sku] = service.planned().aboveIdle(of, accelerators);
        }
        return new Ask.Part(accelerators, watts, eligibility.racks(wish));
    }

    private void placeWhatRuns() {
        Topology topology = view.topology();
        Map<String, Integer> exclusive = exclusiveServices();
        Map<String, Integer> pieceOf = new HashMap<>();
        for (int at = 0; at < wanted.size(); at++) {
            int piece = board.firstPiece(at);
            for (Copy copy : wanted.get(at).staying()) {
                for (Replica part : copy.parts()) {
                    pieceOf.put(part.id(), piece);
                    pieces.run(piece++, part);
                }
            }
            for (Demand demand : wanted.get(at).demands()) {
                pieces.demand(piece, demand);
                piece += board.ask(at).parts().size();
            }
        }
        int[] dead = view.deadAndUnheld();
        for (int rack = 0; rack < dead.length; rack++) {
            if (dead[rack] > 0) {
                board.occupy(rack, dead[rack], 0);
            }
        }
        for (Replica replica : view.replicas()) {
            OptionalInt rack = topology.rackNamed(replica.rack());
            if (rack.isPresent()) {
                Integer piece = pieceOf.get(replica.id());
                if (piece == null) {
                    board.occupy(
                            rack.getAsInt(), replica.accelerators().size(), replica.plannedWatts());
                    Integer tenant = exclusive.get(replica.service());
                    if (tenant != null) {
                        board.keepFor(tenant, rack.getAsInt());
                    }
                } else {
                    board.hold(piece, rack.getAsInt(), replica.plannedWatts());
                }
            }
        }
        for (int at = 0; at < wanted.size(); at++) {
            precede(at, wanted.get(at));
        }
    }

    /** Services that want racks for their tenant alone, with the tenant. */
    private Map<String, Integer> exclusiveServices() {
        Map<String, Integer> exclusive = new HashMap<>();
        for (ServiceView service : view.services()) {
            if (service.service().spec().placement().exclusive()) {
                exclusive.put(service.name(), tenantIndex(service));
            }
        }
        return exclusive;
    }

    /**
     * Copies that hold a slot but don't stay count for spread wherever they stand; one of each slot
     * counts for quota, until it is replaced.
     */
    private void precede(int ask, Wanted service) {
        if (service.staying().size() == service.holders().size()
                && service.holders().values().stream().allMatch(copies -> copies.size() == 1)) {
            return;
        }
        Map<Integer, Integer> pieceOfSlot = new HashMap<>();
        int parts = board.ask(ask).parts().size();
        int piece = board.firstPiece(ask);
        for (Copy copy : service.staying()) {
            pieceOfSlot.put(copy.parts().getFirst().slot(), piece);
            piece += parts;
        }
        for (Demand demand : service.demands()) {
            pieceOfSlot.put(demand.slot(), piece);
            piece += parts;
        }
        Set<Copy> staying = Collections.newSetFromMap(new IdentityHashMap<>());
        staying.addAll(service.staying());
        service.holders()
                .forEach(
                        (slot, copies) -> {
                            boolean counts = copies.stream().noneMatch(staying::contains);
                            for (Copy copy : copies) {
                                if (!staying.contains(copy)) {
                                    int successor = pieceOfSlot.getOrDefault(slot, Board.NOWHERE);
                                    precede(ask, successor, copy, counts);
                                    counts = false;
                                }
                            }
                        });
    }

    private void precede(int ask, int piece, Copy copy, boolean counts) {
        int[] racks =
                copy.parts().stream()
                        .flatMapToInt(part -> view.topology().rackNamed(part.rack()).stream())
                        .toArray();
        int accelerators = copy.parts().stream().mapToInt(part -> part.accelerators().size()).sum();
        if (racks.length > 0) {
            board.precede(ask, piece, racks, counts ? accelerators : 0);
        }
    }

    private void occupy(int rack, Replica replica, int sign) {
        board.occupy(rack, sign * replica.accelerators().size(), sign * replica.plannedWatts());
    }

    /**
     * Takes what is on its way out of ready racks off the board, or puts it back: a look at the
     * board as it will be.
     */
    void leaving(boolean gone) {
        for (Replica replica : view.replicas()) {
            if (replica.state() == ReplicaState.DRAINING) {
                view.topology()
                        .rackNamed(replica.rack())
                        .ifPresent(
                                rack -> {
                                    if (view.rack(rack).acceptsReplicas()) {
                                        occupy(rack, replica, gone ? -1 : 1);
                                    }
                                });
            }
        }
    }

    Board board() {
        return board;
    }

    FleetView view() {
        return view;
    }

    FleetColumns columns() {
        return columns;
    }

    ServiceView service(int ask) {
        return wanted.get(ask).service();
    }

    /** What runs as a piece; nothing if the piece is of a demand. */
    Optional<Replica> running(int piece) {
        return pieces.running(piece);
    }

    /** The demand whose first piece this is. */
    Demand demand(int firstPiece) {
        return pieces.demand(firstPiece);
    }

    /** First pieces of all demands, in order of service and slot. */
    int[] demands() {
        return pieces.demands();
    }
}
