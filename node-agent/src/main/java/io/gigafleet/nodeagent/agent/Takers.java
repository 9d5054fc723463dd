package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.ReplicaSimulation;
import java.util.Arrays;

/**
 * The hosted replicas that take requests, by number, and the loop each is on; and the requests of
 * one step for them, sorted by loop.
 *
 * <p>Requests are handed over loop by loop, right before the loop's replicas work: then their state
 * is fetched from memory once and not twice, and that fetching is most of what serving costs on a
 * large host.
 */
final class Takers {

    private ReplicaSimulation[] replicas = new ReplicaSimulation[16];
    private int[] loopOf = new int[16];
    private int count;

    // The step's requests as they come.
    private int[] taker = new int[64];
    private double[] arrivalMillis = new double[64];
    private long[] tokens = new long[64];
    private int size;

    // The same, by loop: request order[i] is for the loop l with first[l] <= i < first[l + 1].
    private int[] order = new int[64];
    private final int[] first;

    Takers(int loops) {
        first = new int[loops + 2];
    }

    /** Forgets all takers and requests. */
    void clear() {
        Arrays.fill(replicas, null);
        count = 0;
        begin();
    }

    /**
     * Numbers one more taker.
     *
     * @param loop its loop's place among the host's
     */
    int add(ReplicaSimulation replica, int loop) {
        if (count == replicas.length) {
            replicas = Arrays.copyOf(replicas, 2 * count);
            loopOf = Arrays.copyOf(loopOf, 2 * count);
        }
        replicas[count] = replica;
        loopOf[count] = loop;
        return count++;
    }

    /** Starts a step without requests. */
    void begin() {
        size = 0;
        Arrays.fill(first, 0);
    }

    /** Notes a request for a taker. */
    void request(int number, double arrival, int input, int output) {
        if (size == taker.length) {
            taker = Arrays.copyOf(taker, 2 * size);
            arrivalMillis = Arrays.copyOf(arrivalMillis, 2 * size);
            tokens = Arrays.copyOf(tokens, 2 * size);
            order = new int[2 * size];
        }
        taker[size] = number;
        arrivalMillis[size] = arrival;
        tokens[size] = ((long) input << Integer.SIZE) | (output & 0xFFFF_FFFFL);
        size++;
        first[loopOf[number] + 2]++;
    }

    /** Sorts the step's requests by loop, each loop's in the order they came. */
    void sort() {
        for (int loop = 2; loop < first.length; loop++) {
            first[loop] += first[loop - 1];
        }
        for (int request = 0; request < size; request++) {
            order[first[loopOf[taker[request]] + 1]++] = request;
        }
    }

    /** Hands a loop's requests to its replicas. */
    void handTo(int loop) {
        for (int i = first[loop]; i < first[loop + 1]; i++) {
            int request = order[i];
            replicas[taker[request]].offer(
                    arrivalMillis[request],
                    (int) (tokens[request] >>> Integer.SIZE),
                    (int) tokens[request]);
        }
    }
}
