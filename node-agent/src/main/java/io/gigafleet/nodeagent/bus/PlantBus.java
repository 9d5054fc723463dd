package io.gigafleet.nodeagent.bus;

import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.facility.RackDraws;
import io.gigafleet.nodeagent.plant.PowerTree;
import io.gigafleet.schemas.TopicCatalogue;
import java.util.List;

/** The plant's threads to and from the brokers. Starts whether or not the brokers are there. */
public final class PlantBus {

    private final BusHealth health = new BusHealth();
    private final BusThreads threads;

    public PlantBus(
            BusSettings settings,
            TopicCatalogue topics,
            RackDraws draws,
            PowerTree tree,
            AgentClock clock,
            OutboundBuffer outbound) {
        threads =
                new BusThreads(
                        settings,
                        topics,
                        outbound,
                        health,
                        List.of(
                                new FollowingThread(
                                        "draws",
                                        settings.newestConsumer("draws"),
                                        health,
                                        new DrawFollower(topics, draws, tree, clock, health))));
    }

    public void start() {
        threads.start();
    }

    /** Sends what can be sent and stops all threads; takes less than two seconds. */
    public void stop() throws InterruptedException {
        threads.stop();
    }

    public BusHealth health() {
        return health;
    }
}
