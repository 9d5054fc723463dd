package io.gigafleet.nodeagent.agent;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Messages to the simulation thread. Bounded: at its limit the sender waits. */
public final class Mailbox {

    /** Messages one rack may have waiting on average. */
    static final int MESSAGES_PER_RACK = 4;

    private final ArrayBlockingQueue<RackMessage> messages;

    public Mailbox(int racks) {
        messages = new ArrayBlockingQueue<>(64 + racks * MESSAGES_PER_RACK);
    }

    /** Hands a message over; waits if the mailbox is full. */
    public void post(RackMessage message) throws InterruptedException {
        messages.put(message);
    }

    @Nullable RackMessage poll(long waitMillis) throws InterruptedException {
        return messages.poll(waitMillis, TimeUnit.MILLISECONDS);
    }
}
