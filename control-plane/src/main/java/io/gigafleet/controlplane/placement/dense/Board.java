package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private static final int PRIORITIES = 8;

    /** Nobody has the rack alone. */
    private static final int ANYBODY = -1;

    /** Several tenants have the rack alone, so that nobody new may come. */
    private static final int NOBODY = -2;

    /**
     * Powers of two that a replica's weight may reach: 2^8 accelerators and priority 7 with room.
     */
    private static final int WEIGHTS = 24;

    private final Site site;
    private final List<Ask> asks;
    private final int[] firstPiece;
    private final int[] askOf;
    private final int[] partOf;

    private final int[] rackOf;
    private final long[] wattsOf;
    private final int[] nextInRack;
    private final int[] previousInRack;
    private final int[] firstInRack;

    private final int[] free;
    private final int[] freeInLoop;
    private final int[] freeInRow;
    private final long[] rackLeft;
    private final long[] loopLeft;
    private final long[] domainLeft;
    private final long[] heldByTenant;
    private final long[] quotaOfTenant;
    private final int[] exclusiveInRack;
    private final int[] keptFor;
    private boolean anyKept;
    private final boolean[] yields;
    private final int[] yieldingInRack;
    private final int[] yieldingByWeight;
    private final int[] occupiedInRack;
    private final boolean[] closed;
    private final int root;
    private FreeBuckets buckets;

    private final Map<Integer, List<Predecessor>> predecessorsOfAsk = new HashMap<>();
    private final Map<Integer, Integer> replacedAccelerators = new HashMap<>();

    private int[] log = new int[64];
    private int[] logRack = new int[64];
    private long[] logWatts = new long[64];
    private int logged;

    /**
     * An empty board.
     *
     * @param replicas how many replicas each ask has, placed or not
     * @param quotaOfTenant the most accelerators a tenant may hold
     */
    public Board(Site site, List<Ask> asks, int[] replicas, long[] quotaOfTenant) {
        this.site = site;
        this.asks = List.copyOf(asks);
        this.firstPiece = new int[asks.size() + 1];
        for (int ask = 0; ask < asks.size(); ask++) {
            firstPiece[ask + 1] = firstPiece[ask] + replicas[ask] * asks.get(ask).parts().size();
        }
        int pieces = firstPiece[asks.size()];
        this.askOf = new int[pieces];
        this.partOf = new int[pieces];
        for (int ask = 0; ask < asks.size(); ask++) {
            Arrays.fill(askOf, firstPiece[ask], firstPiece[ask + 1], ask);
            int parts = asks.get(ask).parts().size();
            for (int piece = firstPiece[ask]; parts > 1 && piece < firstPiece[ask + 1]; piece++) {
                partOf[piece] = (piece - firstPiece[ask]) % parts;
            }
        }
        this.rackOf = filled(pieces);
        this.wattsOf = new long[pieces];
        this.nextInRack = filled(pieces);
        this.previousInRack = filled(pieces);
        this.firstInRack = filled(site.rackCount());
        this.free = new int[site.rackCount()];
        this.freeInLoop = new int[site.loopCount()];
        this.freeInRow = new int[site.rowCount()];
        this.rackLeft = new long[site.rackCount()];
        this.loopLeft = new long[site.loopCount()];
        this.domainLeft = new long[site.domainCount()];
        this.heldByTenant = new long[quotaOfTenant.length];
        this.quotaOfTenant = quotaOfTenant.clone();
        this.exclusiveInRack = new int[site.rackCount()];
        this.keptFor = new int[site.rackCount()];
        Arrays.fill(keptFor, ANYBODY);
        this.yields = new boolean[pieces];
        for (int piece = 0; piece < pieces; piece++) {
            yields[piece] = asks.get(askOf[piece]).preemptible();
        }
        this.occupiedInRack = new int[site.rackCount()];
        this.closed = new boolean[site.rackCount()];
        this.yieldingInRack = new int[site.rackCount() * PRIORITIES];
        this.yieldingByWeight = new int[site.rackCount() * WEIGHTS];
        for (int rack = 0; rack < free.length; rack++) {
            free[rack] = site.accelerators(rack);
            freeInLoop[site.loop(rack)] += free[rack];
            freeInRow[site.row(rack)] += free[rack];
            rackLeft[rack] = site.rackBudgetWatts(rack);
        }
        for (int loop = 0; loop < loopLeft.length; loop++) {
            loopLeft[loop] = site.loopBudgetWatts(loop);
        }
        for (int domain = 0; domain < domainLeft.length; domain++) {
            domainLeft[domain] = site.domainBudgetWatts(domain);
        }
        this.root = site.root();
        int[] sku = new int[site.rackCount()];
        Arrays.setAll(sku, site::sku);
        this.buckets = bucketsBy(sku, site.skuCount());
    }

    private FreeBuckets bucketsBy(int[] groupOf, int groups) {
        FreeBuckets next = new FreeBuckets(site, groupOf, groups);
        for (int rack = 0; rack < free.length; rack++) {
            if (isOpen(rack)) {
                next.put(rack, free[rack]);
            }
        }
        return next;
    }

    /** Sorts the racks into other groups than their SKUs. */
    void group(int[] groupOf, int groups) {
        buckets = bucketsBy(groupOf, groups);
    }

    private static int[] filled(int length) {
        int[] values = new int[length];
        Arrays.fill(values, NOWHERE);
        return values;
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
        return firstPiece[ask];
    }

    public int pieceCount() {
        return rackOf.length;
    }

    public int askOf(int piece) {
        return askOf[piece];
    }

    public int partOf(int piece) {
        return partOf[piece];
    }

    public int rackOf(int piece) {
        return rackOf[piece];
    }

    public long wattsOf(int piece) {
        return wattsOf[piece];
    }

    public int free(int rack) {
        return free[rack];
    }

    long rackLeft(int rack) {
        return rackLeft[rack];
    }

    long loopLeft(int loop) {
        return loopLeft[loop];
    }

    long domainLeft(int domain) {
        return domainLeft[domain];
    }

    public int acceleratorsOf(int piece) {
        return part(piece).accelerators();
    }

    /** Accelerators a tenant holds on the board. */
    public long heldBy(int tenant) {
        return heldByTenant[tenant];
    }

    /** Accelerators the tenant may still take, its borrowed ones included. */
    public long quotaLeft(int tenant) {
        return quotaOfTenant[tenant] - heldByTenant[tenant];
    }

    int tenantCount() {
        return heldByTenant.length;
    }

    public int freeInRow(int row) {
        return freeInRow[row];
    }

    /** Watts left in a rack's loop per accelerator free there. */
    double loopWattsPerFree(int rack) {
        return (double) loopLeft[site.loop(rack)] / freeInLoop[site.loop(rack)];
    }

    /** Watts left in the domain nearest to a rack per accelerator free in its row. */
    double rowWattsPerFree(int rack) {
        int[] domains = site.domainsOf(rack);
        return domains.length == 0
                ? Double.MAX_VALUE
                : (double) domainLeft[domains[0]] / freeInRow[site.row(rack)];
    }

    /** Replicas of an ask that stand nowhere. */
    int wanted(int ask) {
        int parts = asks.get(ask).parts().size();
        int wanted = 0;
        for (int piece = firstPiece[ask]; piece < firstPiece[ask + 1]; piece += parts) {
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
        return firstInRack[rack];
    }

    /** The next piece in the same rack, or {@link #NOWHERE}. */
    int nextIn(int piece) {
        return nextInRack[piece];
    }

    Ask.Part part(int piece) {
        return asks.get(askOf[piece]).parts().get(partOf[piece]);
    }

    /** Whether a rack, its loop and every domain above it carry so many watts more. */
    public boolean carries(int rack, long watts) {
        if (watts > rackLeft[rack] || site.heatWatts(rack, watts) > loopLeft[site.loop(rack)]) {
            return false;
        }
        for (int domain : site.domainsOf(rack)) {
            if (watts > domainLeft[domain]) {
                return false;
            }
        }
        return true;
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
        return free == 0 ? Double.MAX_VALUE : (double) domainLeft[root] / free;
    }

    /** Whether a rack and its loop carry so many watts more, whatever feeds them. */
    boolean carriesNextToIt(int rack, long watts) {
        return watts <= rackLeft[rack] && site.heatWatts(rack, watts) <= loopLeft[site.loop(rack)];
    }

    /** Accelerators of a rack that replicas of one priority hold and may be asked to give up. */
    int yieldingIn(int rack, int priority) {
        return yieldingInRack[rack * PRIORITIES + priority];
    }

    /** A lower bound of the weight of any one replica that may be asked to leave a rack. */
    long leastYieldingWeight(int rack) {
        for (int power = 0; power < WEIGHTS; power++) {
            if (yieldingByWeight[rack * WEIGHTS + power] > 0) {
                return 1L << power;
            }
        }
        return Long.MAX_VALUE;
    }

    private static int log2(long weight) {
        return Math.min(WEIGHTS - 1, Long.SIZE - 1 - Long.numberOfLeadingZeros(weight));
    }

    /**
     * Watts that have to be freed on a rack before it, its loop and the domains above it carry so
     * many.
     *
     * @param levels how many of the domains above it are looked at, nearest first
     */
    long missingWatts(int rack, long watts, int levels) {
        long missing = watts - rackLeft[rack];
        long heat = site.heatWatts(rack, watts) - loopLeft[site.loop(rack)];
        missing = Math.max(missing, site.wattsOfHeat(rack, heat));
        int[] domains = site.domainsOf(rack);
        for (int level = 0; level < Math.min(levels, domains.length); level++) {
            missing = Math.max(missing, watts - domainLeft[domains[level]]);
        }
        return Math.max(0, missing);
    }

    /** Whether exclusive use by a tenant, of this ask or of those in the rack, is respected. */
    public boolean sharesWell(int rack, Ask ask) {
        if (keptFor[rack] != ANYBODY && keptFor[rack] != ask.tenant()) {
            return false;
        }
        if (!ask.exclusive() && exclusiveInRack[rack] == 0) {
            return true;
        }
        if (ask.exclusive() && occupiedInRack[rack] > 0) {
            return false;
        }
        for (int piece = firstInRack[rack]; piece != NOWHERE; piece = nextInRack[piece]) {
            if (asks.get(askOf[piece]).tenant() != ask.tenant()) {
                return false;
            }
        }
        return true;
    }

    /** Puts a piece on a rack. The caller has seen that it fits. */
    public void place(int piece, int rack) {
        put(piece, rack, part(piece).wattsBySku()[site.sku(rack)]);
        logEntry(piece);
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
        heldByTenant[asks.get(ask).tenant()] += accelerators;
        if (piece != NOWHERE && accelerators > 0) {
            replacedAccelerators.merge(piece, accelerators, Integer::sum);
        }
    }

    List<Predecessor> predecessors(int ask) {
        return predecessorsOfAsk.getOrDefault(ask, List.of());
    }

    /** Accelerators a replica's tenant holds but for what the replica replaces. */
    public long heldByOthers(Ask ask, int firstOfReplica) {
        return heldByTenant[ask.tenant()] - replacedAccelerators.getOrDefault(firstOfReplica, 0);
    }

    /** Accelerators by which a replica is beyond its tenant's quota; 0 or less if it is within. */
    long missingQuota(Ask ask, int firstOfReplica) {
        return ask.accelerators()
                - quotaLeft(ask.tenant())
                - replacedAccelerators.getOrDefault(firstOfReplica, 0);
    }

    /** Whether a replica's tenant may have it. */
    public boolean isWithinQuota(Ask ask, int firstOfReplica) {
        return missingQuota(ask, firstOfReplica) <= 0;
    }

    /** Puts a piece where it stands already, with the watts that were committed for it. */
    public void hold(int piece, int rack, long watts) {
        put(piece, rack, watts);
    }

    /** Takes a piece away. */
    public void remove(int piece) {
        int rack = rackOf[piece];
        take(piece);
        logEntry(~piece);
        logRack[logged - 1] = rack;
        logWatts[logged - 1] = wattsOf[piece];
    }

    /** Takes all parts of a replica away. */
    public void removeReplica(int firstOfReplica) {
        int parts = asks.get(askOf[firstOfReplica]).parts().size();
        for (int part = 0; part < parts; part++) {
            remove(firstOfReplica + part);
        }
    }

    private void put(int piece, int rack, long watts) {
        Ask ask = asks.get(askOf[piece]);
        int accelerators = ask.parts().get(partOf[piece]).accelerators();
        rackOf[piece] = rack;
        wattsOf[piece] = watts;
        int first = firstInRack[rack];
        nextInRack[piece] = first;
        previousInRack[piece] = NOWHERE;
        if (first != NOWHERE) {
            previousInRack[first] = piece;
        }
        firstInRack[rack] = piece;
        count(rack, ask, accelerators, watts);
        countYielding(piece, rack, 1);
        if (!replacedAccelerators.isEmpty()) {
            heldByTenant[ask.tenant()] -= replacedAccelerators.getOrDefault(piece, 0);
        }
    }

    private void take(int piece) {
        int rack = rackOf[piece];
        Ask ask = asks.get(askOf[piece]);
        int next = nextInRack[piece];
        int previous = previousInRack[piece];
        if (next != NOWHERE) {
            previousInRack[next] = previous;
        }
        if (previous != NOWHERE) {
            nextInRack[previous] = next;
        } else {
            firstInRack[rack] = next;
        }
        rackOf[piece] = NOWHERE;
        count(rack, ask, -ask.parts().get(partOf[piece]).accelerators(), -wattsOf[piece]);
        countYielding(piece, rack, -1);
        if (!replacedAccelerators.isEmpty()) {
            heldByTenant[ask.tenant()] += replacedAccelerators.getOrDefault(piece, 0);
        }
    }

    private void count(int rack, Ask ask, int accelerators, long watts) {
        use(rack, accelerators, watts);
        heldByTenant[ask.tenant()] += accelerators;
        if (ask.exclusive()) {
            exclusiveInRack[rack] += accelerators;
        }
    }

    private void use(int rack, int accelerators, long watts) {
        free[rack] -= accelerators;
        freeInLoop[site.loop(rack)] -= accelerators;
        freeInRow[site.row(rack)] -= accelerators;
        rackLeft[rack] -= watts;
        loopLeft[site.loop(rack)] -=
                watts < 0 ? -site.heatWatts(rack, -watts) : site.heatWatts(rack, watts);
        for (int domain : site.domainsOf(rack)) {
            domainLeft[domain] -= watts;
        }
        if (buckets.contains(rack)) {
            buckets.put(rack, free[rack]);
        }
    }

    private void countYielding(int piece, int rack, int sign) {
        if (yields[piece]) {
            Ask ask = asks.get(askOf[piece]);
            yieldingInRack[rack * PRIORITIES + ask.priority()] +=
                    sign * ask.parts().get(partOf[piece]).accelerators();
            yieldingByWeight[rack * WEIGHTS + log2(ask.weight())] += sign;
        }
    }

    /** Says which pieces, placed or not yet, may be displaced from now on. */
    public void letYield(PieceFilter who) {
        Arrays.fill(yieldingInRack, 0);
        Arrays.fill(yieldingByWeight, 0);
        for (int piece = 0; piece < yields.length; piece++) {
            yields[piece] = who.test(piece);
            if (rackOf[piece] != NOWHERE) {
                countYielding(piece, rackOf[piece], 1);
            }
        }
    }

    boolean yields(int piece) {
        return yields[piece];
    }

    /**
     * Takes room that belongs to no piece: of what is on its way out, or promised. Not logged;
     * taken back with negative amounts.
     */
    public void occupy(int rack, int accelerators, long watts) {
        use(rack, accelerators, watts);
        occupiedInRack[rack] += accelerators;
    }

    /** Keeps a rack for one tenant: what is on its way out there was to have it alone. */
    public void keepFor(int tenant, int rack) {
        boolean isFirst = keptFor[rack] == ANYBODY || keptFor[rack] == tenant;
        keptFor[rack] = isFirst ? tenant : NOBODY;
        anyKept = true;
    }

    /** Whether some racks are for one tenant alone, or an ask wants such. */
    public boolean anyExclusive() {
        return anyKept || asks.stream().anyMatch(Ask::exclusive);
    }

    /**
     * Takes accelerators that pieces hold out of their tenant's quota: they are promised only. Not
     * logged.
     */
    public void forgive(int tenant, int accelerators) {
        heldByTenant[tenant] -= accelerators;
    }

    /** Takes a rack out of every search. */
    public void close(int rack) {
        closed[rack] = true;
        buckets.remove(rack);
    }

    /** Accelerators of a rack that may be given away: none of one that was closed. */
    public int available(int rack) {
        return closed[rack] ? 0 : free[rack];
    }

    /** Whether a rack takes replicas, and was not closed. */
    public boolean isOpen(int rack) {
        return site.ready(rack) && !closed[rack];
    }

    /** What a limit lacks for so many watts more on a rack. */
    public record Lack(Limit limit, int index, long neededWatts, long leftWatts) {}

    /** What limits the watts of a rack. */
    public enum Limit {
        /** The rack itself. */
        RACK,
        /** A power domain above it. */
        DOMAIN,
        /** Its coolant loop; watts of heat. */
        LOOP
    }

    /** The first limit that does not carry so many watts more on a rack, the nearest first. */
    public Optional<Lack> lackOf(int rack, long watts) {
        if (watts > rackLeft[rack]) {
            return Optional.of(new Lack(Limit.RACK, rack, watts, Math.max(0, rackLeft[rack])));
        }
        for (int domain : site.domainsOf(rack)) {
            if (watts > domainLeft[domain]) {
                return Optional.of(
                        new Lack(Limit.DOMAIN, domain, watts, Math.max(0, domainLeft[domain])));
            }
        }
        int loop = site.loop(rack);
        long heat = site.heatWatts(rack, watts);
        return heat > loopLeft[loop]
                ? Optional.of(new Lack(Limit.LOOP, loop, heat, Math.max(0, loopLeft[loop])))
                : Optional.empty();
    }

    /** Whether no limit of a rack is overdrawn. */
    public boolean isWithinLimits(int rack) {
        return free[rack] >= 0 && carries(rack, 0);
    }

    private void logEntry(int entry) {
        if (logged == log.length) {
            log = Arrays.copyOf(log, log.length * 2);
            logRack = Arrays.copyOf(logRack, log.length);
            logWatts = Arrays.copyOf(logWatts, log.length);
        }
        log[logged++] = entry;
    }

    /** Where the log stands; what comes after can be undone. */
    public int mark() {
        return logged;
    }

    /** Undoes what was placed and taken away since the mark. */
    public void undo(int mark) {
        while (logged > mark) {
            int entry = log[--logged];
            if (entry >= 0) {
                take(entry);
            } else {
                int piece = ~entry;
                put(piece, logRack[logged], logWatts[logged]);
            }
        }
    }

    /** Forgets the log: what was done stays done. */
    public void settle() {
        logged = 0;
    }
}
