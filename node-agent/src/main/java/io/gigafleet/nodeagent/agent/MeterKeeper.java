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
    private final List<String> racks;
    private final Supplier<long[]> joules;
    private boolean failing;

    MeterKeeper(StateDirectory state, List<String> racks, Supplier<long[]> joules) {
        this.state = state;
        this.racks = List.copyOf(racks);
        this.joules = joules;
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
        long[] now = joules.get();
        if (now.length == 0) {
            return;
        }
        Map<String, Long> meters = new HashMap<>();
        for (int i = 0; i < now.length; i++) {
            meters.put(racks.get(i), now[i]);
        }
        try {
            state.meters(meters);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("energy meters can't be written, trying on", e);
            }
            failing = true;
        }
    }
}
