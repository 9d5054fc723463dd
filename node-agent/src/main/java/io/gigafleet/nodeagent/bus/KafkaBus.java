package io.gigafleet.nodeagent.bus;

import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.schemas.TopicCatalogue;
import java.util.List;

/** The agent's threads to and from the brokers. Starts whether or not the brokers are there. */
public final class KafkaBus {

    private final BusHealth health = new BusHealth();
    private final BusThreads threads;

    public KafkaBus(BusSettings settings, TopicCatalogue topics, AgentHost host, AgentClock clock) {
        threads =
                new BusThreads(
                        settings,
                        topics,
                        host.outbound(),
                        health,
                        List.of(
                                thread(
                                        "assignments",
                                        settings,
                                        new AssignmentFollower(
                                                settings.agentId(),
                                                topics,
                                                host.intake(),
                                                health,
                                                host.stateIsNew())),
                                thread("caps", settings, new CapFollower(topics, host, health)),
                                new FollowingThread(
                                        "meters",
                                        settings.newestConsumer("meters"),
                                        health,
                                        new MeterFollower(topics, host.feeders(), clock, health))));
    }

    private FollowingThread thread(
            String name, BusSettings settings, FollowingThread.Follower follower) {
        return new FollowingThread(name, settings.consumer(name), health, follower);
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
