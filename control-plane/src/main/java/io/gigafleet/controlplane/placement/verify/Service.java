package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.Replica;
import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.placement.Demand;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Sku;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service, and the accelerators that each of its slots holds. */
final class Service {

    private final ServiceView view;
    private final Tenant tenant;
    private final InferenceService.Spec spec;
    private final List<InferenceService.Part> parts;
    private final double weightBytesPerPart;
    private final BitSet demanded = new BitSet();
    private final BitSet answered = new BitSet();
    private int[] heldBySlot = new int[0];
    private final Map<String, Integer> heldByCopy = new HashMap<>();
    private final Map<String, Integer> slotOfCopy = new HashMap<>();

    Service(ServiceView view, Tenant tenant) {
        this.view = view;
        this.tenant = tenant;
        this.spec = view.service().spec();
        this.parts = spec.shape().parts();
        this.weightBytesPerPart = spec.model().weightBytes() / Math.max(1, spec.shape().racks());
    }

    boolean isSame(ServiceView other) {
        return view == other;
    }

    /** Notes that a slot is asked for. */
    void demand(int slot) {
        demanded.set(slot);
    }

    boolean isDemanded(int slot) {
        return demanded.get(slot);
    }

    /** Notes that a slot has a place or a reason; says whether it had none before. */
    boolean answer(int slot) {
        boolean isFirst = !answered.get(slot);
        answered.set(slot);
        return isFirst;
    }

    /** Slots that are asked for and have neither a place nor a reason. */
    BitSet unanswered() {
        BitSet left = (BitSet) demanded.clone();
        left.andNot(answered);
        return left;
    }

    boolean isOf(ServiceView other) {
        return view == other || view.equals(other);
    }

    Demand demandOf(int slot) {
        return new Demand(view, slot);
    }

    /** Watts above idle that so many accelerators of it add to a rack. */
    long plannedWatts(Sku sku, int accelerators) {
        return view.planned().aboveIdle(sku, accelerators);
    }

    String name() {
        return view.name();
    }

    Tenant tenant() {
        return tenant;
    }

    InferenceService.Spec spec() {
        return spec;
    }

    /** What one replica consists of. */
    List<InferenceService.Part> parts() {
        return parts;
    }

    /** A gang's weights are spread over its racks; any other part holds all of them. */
    double weightBytesPerPart() {
        return weightBytesPerPart;
    }

    /** Counts what holds a slot now. */
    void hold(Replica replica) {
        if (replica.part() == 0 && parts.size() == 1) {
            holdSlot(replica.slot(), replica.acceleratorSet().size());
        } else {
            heldByCopy.merge(replica.copy(), replica.acceleratorSet().size(), Integer::sum);
            slotOfCopy.put(replica.copy(), replica.slot());
        }
    }

    /** To be told when all that holds slots was counted. */
    void settle() {
        heldByCopy.forEach(
                (copy, accelerators) -> holdSlot(slotOfCopy.getOrDefault(copy, 0), accelerators));
        heldByCopy.clear();
    }

    /** Of several holders of a slot one stays; which is not known here, so the smallest counts. */
    private void holdSlot(int slot, int accelerators) {
        int before = held(slot);
        int after = before == 0 ? accelerators : Math.min(before, accelerators);
        replace(slot, after);
    }

    /** Gives a slot another number of accelerators. */
    void replace(int slot, int accelerators) {
        if (slot >= heldBySlot.length) {
            heldBySlot = Arrays.copyOf(heldBySlot, Math.max(slot + 1, 2 * heldBySlot.length));
        }
        tenant.hold(accelerators - (long) heldBySlot[slot]);
        heldBySlot[slot] = accelerators;
    }

    /** Accelerators a slot holds. */
    int held(int slot) {
        return slot < heldBySlot.length ? heldBySlot[slot] : 0;
    }

    /** What a replica of so many accelerators is worth. */
    long worth(long accelerators) {
        return accelerators << spec.priority();
    }
}
