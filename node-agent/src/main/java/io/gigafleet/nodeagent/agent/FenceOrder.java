package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.v1.Fence;
import java.util.Comparator;

/** The order of assignments of one fleet: incarnation, then epoch, then generation. */
final class FenceOrder {

    static final Comparator<Fence> COMPARATOR =
            Comparator.<Fence>comparingLong(Fence::getIncarnation)
                    .thenComparingLong(Fence::getEpoch)
                    .thenComparingLong(Fence::getGeneration);

    private FenceOrder() {}

    /** How people read a fence: {@code incarnation/epoch/generation}. */
    static String text(Fence fence) {
        return fence.getIncarnation() + "/" + fence.getEpoch() + "/" + fence.getGeneration();
    }
}
