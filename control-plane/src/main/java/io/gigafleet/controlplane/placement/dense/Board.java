package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands where while a plan is made, and what is left: accelerators per rack, watts per rack,
 * loop and power domain, each tenant's share. Everything placed or taken away is logged, so that a
 * trial can be undone.
 *
 * <p>A <i>piece</i> is one part of one replica. Pieces of one replica follow each other, and the
 * replicas of one ask do, so that a replica is known by its first piece.
 */
public final class Board {

    /** The rack of a piece that stands nowhere. */
    public static final int NOWHERE = -1;

    private final Site site;
    private final List<Ask> asks;
    private final PieceIndex pieces;

    private final int[] rackOf;
    private final long[] wattsOf;
    private final RackPieces rackPieces;

    private final Headroom headroom;
    private final Quotas quotas;
    private final Yielding yielding;
    private final UndoLog log = new UndoLog();
    private final Tenancy tenancy;
    private final boolean[] closed;
    private FreeBuckets buckets;

    private final Map<Integer, List<Predecessor>> predecessorsOfAsk = new HashMap<>();

    /**
     * An empty board.
     *
     * @param replicas how many replicas each ask has, placed or not
     * @param quotaOfTenant the most accelerators a tenant may hold
     */
    public Board(Site site, List<Ask> asks, int[] replicas, long[] quotaOfTenant) {
        this.site = site;
        this.asks = List.copyOf(asks);
        this.pieces = new PieceIndex(this.asks, replicas);
        this.rackOf = new int[pieces.count()];
        Arrays.fill(rackOf, NOWHERE);
        this.wattsOf = new long[pieces.count()];
        this.rackPieces = new RackPieces(site.rackCount(), pieces.count());
        this.headroom = new Headroom(site);
        this.quotas = new Quotas(quotaOfTenant);
        this.yielding = new Yielding(this);
        this.tenancy = new Tenancy(this);
        this.closed = new boolean[site.rackCount()];
        int[] sku = new int[site.rackCount()];
        Arrays.setAll(sku, site::sku);
        this.buckets = bucketsBy(sku, site.skuCount());
    }

    private FreeBuckets bucketsBy(int[] groupOf, int groups) {
        FreeBuckets next = new FreeBuckets(site, groupOf, groups);
        for (int rack = 0; rack < site.rackCount(); rack++) {
            if (isOpen(rack)) {
                next.put(rack, headroom.free(rack));
            }
        }
        return next;
    }

    /** Sorts the racks into other groups than their SKUs. */
    void group(int[] groupOf, int groups) {
        buckets = bucketsBy(groupOf, groups);
    }

    public Site site() {
        return site;
    }

    public List<Ask> asks() {
        return asks;
    }

    public Ask ask(int index) {
        return asks.get(index);
    }

    /** The first piece of an ask; that of {@code asks().size()} is the number of pieces. */
    public int firstPiece(int ask) {
        return pieces.first(ask);
    }

    public int pieceCount() {
        return rackOf.length;
    }

    public int askOf(int piece) {
        return pieces.askOf(piece);
    }

    public int partOf(int piece) {
        return pieces.partOf(piece);
    }

    public int rackOf(int piece) {
        return rackOf[piece];
    }

    public long wattsOf(int piece) {
        return wattsOf[piece];
    }

    /** What is left of accelerators, watts and heat. */
    public Headroom headroom() {
        return headroom;
    }

    /** What tenants hold and may hold. */
    public Quotas quotas() {
        return quotas;
    }

    Yielding yielding() {
        return yielding;
    }

    public int free(int rack) {
        return headroom.free(rack);
    }

    public int acceleratorsOf(int piece) {
        return part(piece).accelerators();
    }

    /** Replicas of an ask that stand nowhere. */
    int wanted(int ask) {
        int parts = asks.get(ask).parts().size();
        int wanted = 0;
        for (int piece = pieces.first(ask); piece < pieces.first(ask + 1); piece += parts) {
            if (rackOf[piece] == NOWHERE) {
                wanted++;
            }
        }
        return wanted;
    }

    FreeBuckets buckets() {
        return buckets;
    }

    /** The first piece in a rack, or {@link #NOWHERE}; the latest placed comes first. */
    int firstIn(int rack) {
        return rackPieces.firstIn(rack);
    }

    /** The next piece in the same rack, or {@link #NOWHERE}. */
    int nextIn(int piece) {
        return rackPieces.nextIn(piece);
    }

    Ask.Part part(int piece) {
        return asks.get(pieces.askOf(piece)).parts().get(pieces.partOf(piece));
    }

    long freeInGroup(int group) {
        return buckets.freeIn(group);
    }

    /** Watts left at the root of the power tree per accelerator that is free. */
    double wattsPerFree() {
        long free = 0;
        for (int group = 0; group < buckets.groups(); group++) {
            free += buckets.freeIn(group);
        }
        return free == 0 ? Double.MAX_VALUE : (double) headroom.domainLeft(site.root()) / free;
    }

    /** Whether exclusive use by a tenant, of this ask or of those in the rack, is respected. */
    public boolean sharesWell(int rack, Ask ask) {
        return tenancy.allows(rack, ask);
    }

    /** Puts a piece on a rack. The caller has seen that it fits. */
    public void place(int piece, int rack) {
        put(piece, rack, part(piece).wattsBySku()[site.sku(rack)]);
        log.placed(piece);
    }

    /**
     * What holds a replica's slot until the replica does.
     *
     * @param piece the first piece of the replica that replaces it, or {@link #NOWHERE}
     * @param racks where its parts stand
     */
    record Predecessor(int piece, int[] racks) {}

    /**
     * Tells that something else holds a slot of an ask now. It takes room of its own ({@link
     * #occupy}); to quota and spread, it and what replaces it are one.
     *
     * @param piece the first piece of the replica that is to replace it, or {@link #NOWHERE}
     * @param racks where its parts stand
     * @param accelerators what it counts for in its tenant's quota; 0 if another holder counts
     */
    public void precede(int ask, int piece, int[] racks, int accelerators) {
        predecessorsOfAsk
                .computeIfAbsent(ask, ignored -> new ArrayList<>())
                .add(new Predecessor(piece, racks.clone()));
        quotas.hold(asks.get(ask).tenant(), accelerators);
        if (piece != NOWHERE && accelerators > 0) {
            quotas.replace(piece, accelerators);
        }
    }

    List<Predecessor> predecessors(int ask) {
        return predecessorsOfAsk.getOrDefault(ask, List.of());
    }

    /** Puts a piece where it stands already, with the watts that were committed for it. */
    public void hold(int piece, int rack, long watts) {
        put(piece, rack, watts);
    }

    /** Puts a piece back where it stood, with the watts that were committed for it. */
    void putBack(int piece, int rack, long watts) {
        put(piece, rack, watts);
        log.placed(piece);
    }

    /** Takes a piece away. */
    public void remove(int piece) {
        int rack = rackOf[piece];
        take(piece);
        log.taken(piece, rack, wattsOf[piece]);
    }

    /** Takes all parts of a replica away. */
    public void removeReplica(int firstOfReplica) {
        int parts = asks.get(pieces.askOf(firstOfReplica)).parts().size();
        for (int part = 0; part < parts; part++) {
            remove(firstOfReplica + part);
        }
    }

    void put(int piece, int rack, long watts) {
        Ask ask = asks.get(pieces.askOf(piece));
        int accelerators = ask.parts().get(pieces.partOf(piece)).accelerators();
        rackOf[piece] = rack;
        wattsOf[piece] = watts;
        rackPieces.add(piece, rack);
        count(rack, ask, accelerators, watts);
        yielding.count(piece, rack, 1);
        quotas.placed(piece, ask.tenant());
    }

    void take(int piece) {
        int rack = rackOf[piece];
        Ask ask = asks.get(pieces.askOf(piece));
        rackPieces.remove(piece, rack);
        rackOf[piece] = NOWHERE;
        count(rack, ask, -ask.parts().get(pieces.partOf(piece)).accelerators(), -wattsOf[piece]);
        yielding.count(piece, rack, -1);
        quotas.taken(piece, ask.tenant());
    }

    private void count(int rack, Ask ask, int accelerators, long watts) {
        use(rack, accelerators, watts);
        quotas.hold(ask.tenant(), accelerators);
        tenancy.count(rack, ask, accelerators);
    }

    private void use(int rack, int accelerators, long watts) {
        headroom.use(rack, accelerators, watts);
        if (buckets.contains(rack)) {
            buckets.put(rack, headroom.free(rack));
        }
    }

    /** Says which pieces, placed or not yet, may be displaced from now on. */
    public void letYield(PieceFilter who) {
        yielding.letYield(who);
    }

    boolean yields(int piece) {
        return yielding.yields(piece);
    }

    /**
     * Takes room that belongs to no piece: of what is on its way out, or promised. Not logged;
     * taken back with negative amounts.
     */
    public void occupy(int rack, int accelerators, long watts) {
        use(rack, accelerators, watts);
        tenancy.occupy(rack, accelerators);
    }

    /** Keeps a rack for one tenant: what is on its way out there was to have it alone. */
    public void keepFor(int tenant, int rack) {
        tenancy.keepFor(tenant, rack);
    }

    /** Whether some racks are for one tenant alone, or an ask wants such. */
    public boolean anyExclusive() {
        return tenancy.isAnyExclusive();
    }

    /**
     * Takes accelerators that pieces hold out of their tenant's quota: they are promised only. Not
     * logged.
     */
    public void forgive(int tenant, int accelerators) {
        quotas.hold(tenant, -accelerators);
    }

    /** Takes a rack out of every search. */
    public void close(int rack) {
        closed[rack] = true;
        buckets.remove(rack);
    }

    /** Accelerators of a rack that may be given away: none of one that was closed. */
    public int available(int rack) {
        return closed[rack] ? 0 : headroom.free(rack);
    }

    /** Whether a rack takes replicas, and was not closed. */
    public boolean isOpen(int rack) {
        return site.ready(rack) && !closed[rack];
    }

    /** Where the log stands; what comes after can be undone. */
    public int mark() {
        return log.size();
    }

    /** Undoes what was placed and taken away since the mark. */
    public void undo(int mark) {
        while (log.size() > mark) {
            log.undoLast(this);
        }
    }

    /** Forgets the log: what was done stays done. */
    public void settle() {
        log.clear();
    }
}
