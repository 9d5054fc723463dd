package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.agent.HostedLoop.HostedRack;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.v1.ExpectedRack;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which racks that no manifest declares this agent takes in: those that come to one of its loops
 * and are of a model it knows. Racks of other loops are other agents' affair.
 */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Set<String> loops;
    private final SkuBook skus;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Admission(HostedSite site) {
        loops = site.loops().stream().map(HostedLoop::name).collect(Collectors.toSet());
        skus = site.skus();
    }

    /**
     * The rack to host.
     *
     * @return empty if it is not for this agent, or of an unknown model, which is logged once
     */
    Optional<HostedRack> rack(String rackId, ExpectedRack expected) {
        if (!loops.contains(expected.getCoolantLoop())) {
            return Optional.empty();
        }
        Optional<Sku.Spec> sku = skus.find(expected.getSku());
        if (sku.isEmpty()) {
            if (refused.add(rackId)) {
                LOG.error(
                        "rack can't be taken in, its SKU is not known here rack={} sku={} loop={}"
                                + " known={} add the Sku to the agent's manifest and restart it",
                        rackId,
                        expected.getSku(),
                        expected.getCoolantLoop(),
                        skus.names());
            }
            return Optional.empty();
        }
        refused.remove(rackId);
        return Optional.of(new HostedRack(rackId, sku.get()));
    }

    /** Racks of this agent's loops that it can't host. */
    int refusedRacks() {
        return refused.size();
    }
}
