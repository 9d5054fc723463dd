package io.gigafleet.controlplane.bus;

import io.gigafleet.schemas.v1.Fence;
import java.util.Comparator;

/** The fence of the newest assignment published for a rack. */
public record PublishedFence(String fleetId, long incarnation, long epoch, long generation)
        implements Comparable<PublishedFence> {

    private static final Comparator<PublishedFence> ORDER =
            Comparator.comparingLong(PublishedFence::incarnation)
                    .thenComparingLong(PublishedFence::epoch)
                    .thenComparingLong(PublishedFence::generation);

    static PublishedFence of(Fence fence) {
        return new PublishedFence(
                fence.getFleetId(),
                fence.getIncarnation(),
                fence.getEpoch(),
                fence.getGeneration());
    }

    /** Orders by incarnation, epoch, generation; the fleet is not compared. */
    @Override
    public int compareTo(PublishedFence other) {
        return ORDER.compare(this, other);
    }
}
