package io.gigafleet.nodeagent.bus;

import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.schemas.TopicCatalogue;

/** The agent's two threads to and from the brokers. Starts whether or not the brokers are there. */
public final class KafkaBus {

    private static final long STOP_WAIT_MILLIS = 800;

    private final BusHealth health = new BusHealth();
    private final KafkaPublisher publisher;
    private final KafkaIntake intake;
    private final Thread publisherThread;
    private final Thread intakeThread;

    public KafkaBus(BusSettings settings, TopicCatalogue topics, AgentHost host) {
        publisher = new KafkaPublisher(settings, topics, host.outbound(), health);
        intake = new KafkaIntake(settings, topics, host.intake(), host.mailbox(), health);
        publisherThread = new Thread(publisher, "publisher");
        intakeThread = new Thread(intake, "intake");
    }

    public void start() {
        publisherThread.start();
        intakeThread.start();
    }

    /** Sends what can be sent and stops both threads; takes less than two seconds. */
    public void stop() throws InterruptedException {
        publisher.stop();
        intake.stop();
        publisherThread.join(STOP_WAIT_MILLIS);
        intakeThread.join(STOP_WAIT_MILLIS);
        publisherThread.interrupt();
        intakeThread.interrupt();
    }

    public BusHealth health() {
        return health;
    }
}
