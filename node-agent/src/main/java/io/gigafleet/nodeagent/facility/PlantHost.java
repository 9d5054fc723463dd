package io.gigafleet.nodeagent.facility;

import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.plant.Feeder;
import io.gigafleet.nodeagent.plant.PowerTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plant's thread: {@link MeterReports#TICKS_PER_SECOND} steps a second of the power tree under
 * what the racks draw, and the orders that take feeds away and give them back.
 */
public final class PlantHost implements Runnable {

    /** Longer than this between two steps and the rest is not counted: nobody looked. */
    static final long MOST_STEP_MILLIS = 250;

    private static final long TICK_MILLIS = 1_000 / MeterReports.TICKS_PER_SECOND;
    private static final long HEALTHY_WITHIN_MILLIS = 3_000;
    private static final Logger LOG = LoggerFactory.getLogger(PlantHost.class);

    private final PowerTree tree;
    private final RackDraws draws;
    private final AgentClock clock;
    private final FeedLog log;
    private final MeterReports reports;
    private final long[] drawnWatts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile long lastTickMillis;
    private long ticks;

    /**
     * @param stateDirectory remembers lost feeds and open breakers
     * @throws IOException if they can't be read
     */
    public PlantHost(
            PowerTree tree,
            RackDraws draws,
            AgentClock clock,
            long bootId,
            Path stateDirectory,
            OutboundBuffer outbound)
            throws IOException {
        this.tree = tree;
        this.draws = draws;
        this.clock = clock;
        log = new FeedLog(stateDirectory.resolve("feeds.properties"));
        log.restore(tree);
        reports = new MeterReports(tree.feeders(), bootId, outbound);
        drawnWatts = new long[tree.feeders().size()];
        lastTickMillis = clock.monotonicMillis();
    }

    @Override
    public void run() {
        try {
            do {
                tick();
            } while (!stopping.await(TICK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("plant thread failed, the plant is not healthy any more", e);
            throw e;
        }
    }

    /** Steps once and says what is due. Package-private so that tests need no thread. */
    synchronized void tick() {
        long now = clock.monotonicMillis();
        draws.sum(drawnWatts, now);
        List<Feeder> opened =
                tree.step(drawnWatts, Math.min(now - lastTickMillis, MOST_STEP_MILLIS) / 1_000.0);
        lastTickMillis = now;
        if (!opened.isEmpty()) {
            opened.forEach(
                    feeder ->
                            LOG.error(
                                    "breaker opened, the domain is dark until somebody closes it"
                                            + " domain={}",
                                    feeder.name()));
            remember();
        }
        reports.afterTick(++ticks, clock.epochMillis());
    }

    /**
     * Takes feeds of a domain away, or gives them back.
     *
     * @param lost 0, 1 or 2
     * @throws IllegalArgumentException if it has not so many feeds
     */
    public synchronized void lose(Feeder feeder, int lost) {
        feeder.lose(lost);
        LOG.warn("feeds changed domain={} lost={}", feeder.name(), lost);
        changed();
    }

    /**
     * Closes a breaker that opened.
     *
     * @return false if it is not open
     */
    public synchronized boolean close(Feeder feeder) {
        if (!feeder.breaker().isOpen()) {
            return false;
        }
        feeder.close();
        LOG.warn("breaker closed domain={}", feeder.name());
        changed();
        return true;
    }

    private void changed() {
        tree.darken();
        remember();
        tick();
    }

    private void remember() {
        try {
            log.write(tree);
        } catch (IOException e) {
            LOG.error("feeds could not be written down, a restart of the plant forgets them", e);
        }
    }

    /** Reads the feeders while nothing moves. */
    public synchronized <T> T read(Function<PowerTree, T> reader) {
        return reader.apply(tree);
    }

    public RackDraws draws() {
        return draws;
    }

    /** True while steps are made. */
    public boolean isHealthy() {
        return clock.monotonicMillis() - lastTickMillis < HEALTHY_WITHIN_MILLIS;
    }

    public void stop() {
        stopping.countDown();
    }
}
