package io.gigafleet.nodeagent.agent;

import io.gigafleet.schemas.v1.Trip;
import io.gigafleet.schemas.v1.TripCause;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latch of a rack's local trips. It outlives the process; only naming its id clears it.
 *
 * <p>The rack is without power before the latch is written: protection does not wait for a disk. If
 * it can't be written the latch holds as long as the process does, and that is an error for people.
 */
final class TripLatch {

    private static final Logger LOG = LoggerFactory.getLogger(TripLatch.class);

    private final String rackId;
    private final long bootId;
    private final StateDirectory state;
    private Optional<Trip> trip;
    private int count;

    TripLatch(String rackId, long bootId, StateDirectory state) throws IOException {
        this.rackId = rackId;
        this.bootId = bootId;
        this.state = state;
        trip = state.trip(rackId);
    }

    Optional<Trip> trip() {
        return trip;
    }

    /** Latches a new trip under an id of its own. */
    Trip trip(TripCause cause, String detail, long epochMillis) {
        Trip made =
                Trip.newBuilder()
                        .setTripId(rackId + "-" + Long.toHexString(bootId) + "-" + ++count)
                        .setCause(cause)
                        .setTrippedAtEpochMs(epochMillis)
                        .setDetail(detail)
                        .build();
        set(made);
        return made;
    }

    /** Latches a trip that is known already. */
    void set(Trip known) {
        trip = Optional.of(known);
        try {
            state.trip(rackId, known);
        } catch (IOException e) {
            LOG.error("trip could not be persisted rack={} trip={}", rackId, known.getTripId(), e);
        }
    }

    /** Opens the latch if the id is that of the trip; true if it did. */
    boolean clear(String tripId) {
        if (trip.isEmpty() || !trip.get().getTripId().equals(tripId)) {
            return false;
        }
        trip = Optional.empty();
        try {
            state.clearTrip(rackId);
        } catch (IOException e) {
            LOG.error("cleared trip could not be removed rack={} trip={}", rackId, tripId, e);
        }
        return true;
    }
}
