package io.gigafleet.controlplane.placement.dense;

import java.util.HashMap;
import java.util.Map;

/**
 * Accelerators that tenants hold, of those they may. A replica that is to replace another counts
 * once: what it replaces counts until it stands.
 */
public final class Quotas {

    private final long[] held;
    private final long[] most;
    private final Map<Integer, Integer> replacedBy = new HashMap<>();

    Quotas(long[] mostOfTenant) {
        this.held = new long[mostOfTenant.length];
        this.most = mostOfTenant.clone();
    }

    /** Adds accelerators to what a tenant holds. */
    void hold(int tenant, int accelerators) {
        held[tenant] += accelerators;
    }

    /** Tells what a replica is to replace. */
    void replace(int firstPiece, int accelerators) {
        replacedBy.merge(firstPiece, accelerators, Integer::sum);
    }

    /** Counts a piece that was placed: if it replaces something, that counts no more. */
    void placed(int piece, int tenant) {
        if (!replacedBy.isEmpty()) {
            held[tenant] -= replaced(piece);
        }
    }

    /** Counts a piece that was taken away. */
    void taken(int piece, int tenant) {
        if (!replacedBy.isEmpty()) {
            held[tenant] += replaced(piece);
        }
    }

    private int replaced(int firstPiece) {
        return replacedBy.getOrDefault(firstPiece, 0);
    }

    int tenants() {
        return held.length;
    }

    /** Accelerators a tenant holds on the board. */
    public long heldBy(int tenant) {
        return held[tenant];
    }

    /** Accelerators a tenant may still take, borrowed ones included. */
    public long left(int tenant) {
        return most[tenant] - held[tenant];
    }

    /** Accelerators a replica's tenant holds but for what the replica replaces. */
    public long heldByOthers(Ask ask, int firstPiece) {
        return held[ask.tenant()] - replaced(firstPiece);
    }

    /** Accelerators by which a replica is beyond its tenant's quota; 0 or less if it is within. */
    long missing(Ask ask, int firstPiece) {
        return ask.accelerators() - left(ask.tenant()) - replaced(firstPiece);
    }

    /**
     * Whether a replica's tenant may have it. What takes no more than it replaces is allowed to a
     * tenant that holds more than it may, too: its quota was lowered.
     */
    public boolean allows(Ask ask, int firstPiece) {
        return missing(ask, firstPiece) <= 0 || ask.accelerators() <= replaced(firstPiece);
    }
}
