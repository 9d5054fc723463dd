package io.gigafleet.nodeagent.agent;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the racks' energy meters to the state directory once a second, on a thread of its own. */
final class MeterKeeper implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(MeterKeeper.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final StateDirectory state;
    private final Supplier<Meters> meters;
    private boolean failing;

    /**
     * What the meters show.
     *
     * @param joules in the racks' order
     */
    record Meters(List<String> racks, List<Long> joules) {

        static final Meters NONE = new Meters(List.of(), List.of());

        Meters {
            racks = List.copyOf(racks);
            joules = List.copyOf(joules);
        }

        /** Reads the meters of the same racks, and of those that came since, again. */
        Meters read(List<RackController> all) {
            return new Meters(
                    all.size() == racks.size()
                            ? racks
                            : all.stream().map(RackController::rackId).toList(),
                    all.stream().map(rack -> rack.speech().energyJoules()).toList());
        }
    }

    MeterKeeper(StateDirectory state, Supplier<Meters> meters) {
        this.state = state;
        this.meters = meters;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes the meters as they stand. */
    synchronized void write() {
        Meters now = meters.get();
        if (now.racks().isEmpty()) {
            return;
        }
        Map<String, Long> joules = new HashMap<>();
        for (int i = 0; i < now.racks().size(); i++) {
            joules.put(now.racks().get(i), now.joules().get(i));
        }
        try {
            state.meters(joules);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("energy meters can't be written, trying on", e);
            }
            failing = true;
        }
    }
}
