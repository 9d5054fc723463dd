package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.fault.FailureStream;
import io.gigafleet.nodeagent.rack.fault.Trouble;
import io.gigafleet.nodeagent.rack.fault.TroubleBook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong with one rack at work: on demand, and at published rates if the agent was asked
 * for it. Only the simulation thread calls it.
 */
final class RackAilments {

    private static final Logger LOG = LoggerFactory.getLogger(RackAilments.class);

    private final String rackId;
    private final RackSimulation rack;
    private final TroubleBook book = new TroubleBook();
    private final @Nullable FailureStream failures;

    /**
     * @param failures when what fails; empty: nothing does by itself
     */
    RackAilments(String rackId, RackSimulation rack, Optional<FailureStream> failures) {
        this.rackId = rackId;
        this.rack = rack;
        this.failures = failures.orElse(null);
    }

    /**
     * Makes a trouble, from now on.
     *
     * @param millis how long it lasts; 0: until it is mended
     */
    void make(Trouble trouble, double millis) {
        if (trouble instanceof Trouble.Crash crash) {
            rack.crash(crash.accelerator());
            return;
        }
        double until = millis > 0 ? rack.nowMillis() + millis : Double.POSITIVE_INFINITY;
        if (book.add(trouble, until)) {
            rack.troubles(book.together());
        } else {
            LOG.warn("trouble ignored, the rack has enough rack={} trouble={}", rackId, trouble);
        }
    }

    /** Ends all of them. */
    void mend() {
        book.mend();
        rack.troubles(book.together());
    }

    /** When {@link #step} has something to do next, in simulated time. */
    double dueMillis() {
        @Nullable FailureStream stream = failures;
        return stream == null
                ? book.nextEndMillis()
                : Math.min(book.nextEndMillis(), stream.atMillis());
    }

    /** Lets fail what is due, and ends what is over. */
    void step() {
        double now = rack.nowMillis();
        if (book.isDue(now)) {
            book.expire(now);
            rack.troubles(book.together());
        }
        @Nullable FailureStream stream = failures;
        while (stream != null && now >= stream.atMillis()) {
            LOG.warn(
                    "part failed rack={} cause={} trouble={} repairSeconds={}",
                    rackId,
                    stream.cause(),
                    stream.trouble(),
                    Math.round(stream.cause().repairMillis() / 1_000));
            make(stream.trouble(), stream.cause().repairMillis());
            stream.advance();
        }
    }
}
