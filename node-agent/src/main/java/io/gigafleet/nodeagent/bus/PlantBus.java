package io.gigafleet.nodeagent.bus;

import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.facility.RackDraws;
import io.gigafleet.nodeagent.plant.PowerTree;
import io.gigafleet.schemas.TopicCatalogue;
import java.util.List;

/** The plant's two threads to and from the brokers. Starts whether or not the brokers are there. */
public final class PlantBus {

    private static final long STOP_WAIT_MILLIS = 1_300;

    private final BusHealth health = new BusHealth();
    private final KafkaPublisher publisher;
    private final DrawIntake intake;
    private final Thread publisherThread;
    private final Thread intakeThread;

    public PlantBus(
            BusSettings settings,
            TopicCatalogue topics,
            RackDraws draws,
            PowerTree tree,
            AgentClock clock,
            OutboundBuffer outbound) {
        publisher = new KafkaPublisher(settings, topics, outbound, health);
        intake = new DrawIntake(settings, topics, draws, tree, clock, health);
        // Daemons, so that a client that hangs can't keep the process from ending.
        publisherThread = Thread.ofPlatform().daemon().name("publisher").unstarted(publisher);
        intakeThread = Thread.ofPlatform().daemon().name("intake").unstarted(intake);
    }

    public void start() {
        publisherThread.start();
        intakeThread.start();
    }

    /** Sends what can be sent and stops both threads; takes less than two seconds. */
    public void stop() throws InterruptedException {
        publisher.stop();
        intake.stop();
        long until = System.nanoTime() + STOP_WAIT_MILLIS * 1_000_000;
        for (Thread thread : List.of(publisherThread, intakeThread)) {
            thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
    }

    public BusHealth health() {
        return health;
    }
}
