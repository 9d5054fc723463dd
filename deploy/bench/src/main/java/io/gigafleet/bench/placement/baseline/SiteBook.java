package io.gigafleet.bench.placement.baseline;

import io.gigafleet.bench.placement.Deployment;
import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.Rack;
import java.util.List;

/** What is left of a site while replicas come and go. Racks and domains go by index. */
public final class SiteBook {

    private final Instance instance;
    private final int[] sku;
    private final int[] accelerators;
    private final int[] cdu;
    private final int[] row;
    private final int[] hall;
    private final int[] freeAccelerators;
    private final long[] rackWattsLeft;
    private final long[] domainWattsLeft;
    private final long[] tenantLeft;

    /** Replicas by deployment, then by the row's index among the domains; made when needed. */
    private final short[][] inRow;

    /** A site with nothing on it. */
    public SiteBook(Instance instance) {
        List<Rack> racks = instance.racks();
        this.instance = instance;
        this.sku = racks.stream().mapToInt(Rack::sku).toArray();
        this.accelerators = racks.stream().mapToInt(Rack::accelerators).toArray();
        this.cdu = racks.stream().mapToInt(Rack::cdu).toArray();
        this.row = racks.stream().mapToInt(Rack::row).toArray();
        this.hall = racks.stream().mapToInt(Rack::hall).toArray();
        this.freeAccelerators = accelerators.clone();
        this.rackWattsLeft = racks.stream().mapToLong(Rack::budgetWatts).toArray();
        this.domainWattsLeft =
                instance.domains().stream().mapToLong(domain -> domain.budgetWatts()).toArray();
        this.tenantLeft = instance.tenants().stream().mapToLong(tenant -> tenant.limit()).toArray();
        this.inRow = new short[instance.deployments().size()][];
    }

    public int rackCount() {
        return sku.length;
    }

    public int sku(int rack) {
        return sku[rack];
    }

    public int accelerators(int rack) {
        return accelerators[rack];
    }

    public int freeAccelerators(int rack) {
        return freeAccelerators[rack];
    }

    public int row(int rack) {
        return row[rack];
    }

    /** Share of the row's power budget that is left. */
    double rowWattsLeft(int rack) {
        return (double) domainWattsLeft[row[rack]]
                / instance.domains().get(row[rack]).budgetWatts();
    }

    public boolean isWithinQuota(Deployment deployment) {
        return tenantLeft[deployment.tenant()] >= deployment.accelerators();
    }

    /** Whether one rack has room for a replica, or for its part of a gang. */
    public boolean fits(int rack, int deployment, Deployment asked) {
        int wanted = asked.acceleratorsPerRack();
        boolean hasRoom =
                asked.isGang()
                        ? freeAccelerators[rack] == accelerators[rack]
                                && wanted == accelerators[rack]
                        : freeAccelerators[rack] >= wanted;
        return hasRoom
                && asked.mayRunOn(sku[rack])
                && hasPower(rack, asked)
                && inRow(deployment, row[rack]) < asked.maxPerRow();
    }

    /** Whether a rack and all above it have the power and heat left for a replica's share. */
    public boolean hasPower(int rack, Deployment asked) {
        long watts = asked.wattsPerRack(sku[rack]);
        return rackWattsLeft[rack] >= watts
                && domainWattsLeft[cdu[rack]] >= watts
                && domainWattsLeft[row[rack]] >= watts
                && domainWattsLeft[hall[rack]] >= watts
                && domainWattsLeft[Instance.SITE] >= watts;
    }

    int inRow(int deployment, int ofRow) {
        return inRow[deployment] == null ? 0 : inRow[deployment][ofRow];
    }

    /** Takes a rack's share of a replica. */
    public void take(int rack, Deployment asked) {
        change(rack, asked, 1);
    }

    /** Gives a rack's share of a replica back. */
    public void giveBack(int rack, Deployment asked) {
        change(rack, asked, -1);
    }

    private void change(int rack, Deployment asked, int sign) {
        freeAccelerators[rack] -= sign * asked.acceleratorsPerRack();
        long watts = sign * asked.wattsPerRack(sku[rack]);
        rackWattsLeft[rack] -= watts;
        domainWattsLeft[cdu[rack]] -= watts;
        domainWattsLeft[row[rack]] -= watts;
        domainWattsLeft[hall[rack]] -= watts;
        domainWattsLeft[Instance.SITE] -= watts;
    }

    /** Counts a replica in its row and against its tenant's quota. */
    public void count(int deployment, Deployment asked, int ofRow) {
        changeCount(deployment, asked, ofRow, 1);
    }

    /** Takes back {@link #count}. */
    public void discount(int deployment, Deployment asked, int ofRow) {
        changeCount(deployment, asked, ofRow, -1);
    }

    private void changeCount(int deployment, Deployment asked, int ofRow, int sign) {
        if (inRow[deployment] == null) {
            inRow[deployment] = new short[domainWattsLeft.length];
        }
        inRow[deployment][ofRow] += (short) sign;
        tenantLeft[asked.tenant()] -= (long) sign * asked.accelerators();
    }
}
