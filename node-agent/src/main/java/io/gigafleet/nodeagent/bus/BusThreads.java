package io.gigafleet.nodeagent.bus;

import java.util.List;

/** A publisher and the threads that follow topics, started and stopped together. */
final class BusThreads {

    /** More than the publisher's longest wait for metadata and its closing take together. */
    private static final long STOP_WAIT_MILLIS = 1_300;

    private final KafkaPublisher publisher;
    private final Thread publisherThread;
    private final List<FollowingThread> followers;

    BusThreads(KafkaPublisher publisher, List<FollowingThread> followers) {
        this.publisher = publisher;
        this.followers = List.copyOf(followers);
        // A daemon, so that a client that hangs can't keep the process from ending.
        publisherThread = Thread.ofPlatform().daemon().name("publisher").unstarted(publisher);
    }

    void start() {
        publisherThread.start();
        followers.forEach(FollowingThread::start);
    }

    /** Sends what can be sent and stops all threads; takes less than two seconds. */
    void stop() throws InterruptedException {
        publisher.stop();
        followers.forEach(FollowingThread::stop);
        long until = System.nanoTime() + STOP_WAIT_MILLIS * 1_000_000;
        publisherThread.join(leftMillis(until));
        for (FollowingThread follower : followers) {
            follower.join(leftMillis(until));
        }
    }

    private static long leftMillis(long untilNanos) {
        return Math.max(1, (untilNanos - System.nanoTime()) / 1_000_000);
    }
}
