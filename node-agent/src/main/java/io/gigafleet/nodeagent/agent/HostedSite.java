package io.gigafleet.nodeagent.agent;

import java.util.List;

/**
 * The part of a site one agent hosts, the rack models that may come to stand there, and the power
 * tree of the whole.
 */
public record HostedSite(List<HostedLoop> loops, SkuBook skus, SitePower power) {

    public HostedSite {
        loops = List.copyOf(loops);
    }

    /** A site whose power tree is not known. */
    public HostedSite(List<HostedLoop> loops, SkuBook skus) {
        this(loops, skus, SitePower.UNKNOWN);
    }

    /** Racks its manifests declare. */
    public int racks() {
        return loops.stream().mapToInt(loop -> loop.racks().size()).sum();
    }
}
