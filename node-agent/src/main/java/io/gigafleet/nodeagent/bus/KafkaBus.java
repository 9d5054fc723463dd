package io.gigafleet.nodeagent.bus;

import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.schemas.TopicCatalogue;
import java.util.List;

/** The agent's two threads to and from the brokers. Starts whether or not the brokers are there. */
public final class KafkaBus {

    /** More than the publisher's longest wait for metadata and its closing take together. */
    private static final long STOP_WAIT_MILLIS = 1_300;

    private final BusHealth health = new BusHealth();
    private final KafkaPublisher publisher;
    private final KafkaIntake intake;
    private final Thread publisherThread;
    private final Thread intakeThread;

    public KafkaBus(BusSettings settings, TopicCatalogue topics, AgentHost host) {
        publisher = new KafkaPublisher(settings, topics, host.outbound(), health);
        intake =
                new KafkaIntake(
                        settings, topics, host.intake(), host.mailbox(), health, host.stateIsNew());
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
