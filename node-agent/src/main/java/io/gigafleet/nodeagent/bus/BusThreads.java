package io.gigafleet.nodeagent.bus;

import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.schemas.TopicCatalogue;
import java.util.List;

/**
 * The publishers, one of what is told once a second and one of what happened, and the threads that
 * follow topics, started and stopped together.
 */
final class BusThreads {

    /** More than the publisher's longest wait for metadata and its closing take together. */
    private static final long STOP_WAIT_MILLIS = 1_300;

    private final List<KafkaPublisher> publishers;
    private final List<Thread> publisherThreads;
    private final List<FollowingThread> followers;

    BusThreads(
            BusSettings settings,
            TopicCatalogue topics,
            OutboundBuffer outbound,
            BusHealth health,
            List<FollowingThread> followers) {
        this.followers = List.copyOf(followers);
        KafkaPublisher regular =
                new KafkaPublisher(
                        settings.producer(),
                        topics,
                        outbound.regular(),
                        outbound::facilityPartitions,
                        health);
        KafkaPublisher urgent =
                new KafkaPublisher(
                        settings.urgentProducer(),
                        topics,
                        outbound.urgent(),
                        partitions -> {},
                        health);
        publishers = List.of(regular, urgent);
        publisherThreads = List.of(thread("publisher", regular), thread("urgent", urgent));
    }

    // A daemon, so that a client that hangs can't keep the process from ending.
    private static Thread thread(String name, KafkaPublisher publisher) {
        return Thread.ofPlatform().daemon().name(name).unstarted(publisher);
    }

    void start() {
        publisherThreads.forEach(Thread::start);
        followers.forEach(FollowingThread::start);
    }

    /** Sends what can be sent and stops all threads; takes less than two seconds. */
    void stop() throws InterruptedException {
        publishers.forEach(KafkaPublisher::stop);
        followers.forEach(FollowingThread::stop);
        long until = System.nanoTime() + STOP_WAIT_MILLIS * 1_000_000;
        for (Thread thread : publisherThreads) {
            thread.join(leftMillis(until));
        }
        for (FollowingThread follower : followers) {
            follower.join(leftMillis(until));
        }
    }

    private static long leftMillis(long untilNanos) {
        return Math.max(1, (untilNanos - System.nanoTime()) / 1_000_000);
    }
}
