package io.gigafleet.local;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Lives as an agent does: until it is told to end. */
public final class StandInAgent {

    private StandInAgent() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("stand-in agent " + Arrays.toString(arguments));
        new CountDownLatch(1).await();
    }
}
