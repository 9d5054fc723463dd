package io.gigafleet.nodeagent.agent;

import java.util.List;

/** The part of a site one agent hosts, and the rack models that may come to stand there. */
public record HostedSite(List<HostedLoop> loops, SkuBook skus) {

    public HostedSite {
        loops = List.copyOf(loops);
    }

    /** Racks its manifests declare. */
    public int racks() {
        return loops.stream().mapToInt(loop -> loop.racks().size()).sum();
    }
}
