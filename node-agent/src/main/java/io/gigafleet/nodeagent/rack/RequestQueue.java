package io.gigafleet.nodeagent.rack;

/**
 * Requests that wait for prefill, in order of arrival: a ring of columns that grows up to {@link
 * #LIMIT}. A full queue refuses.
 */
final class RequestQueue {

    /** Most requests that wait at one replica; more are rejected and counted. */
    static final int LIMIT = 2_048;

    private double[] arrivalMillis = new double[16];
    private int[] prefillTokens = new int[16];
    private int[] contextTokens = new int[16];
    private int[] outputTokens = new int[16];
    private int head;
    private int size;

    int size() {
        return size;
    }

    /** Appends a request; false if the queue is full. */
    boolean offer(double arrival, int prefill, int context, int output) {
        if (size == LIMIT) {
            return false;
        }
        if (size == arrivalMillis.length) {
            grow();
        }
        int tail = (head + size) & (arrivalMillis.length - 1);
        arrivalMillis[tail] = arrival;
        prefillTokens[tail] = prefill;
        contextTokens[tail] = context;
        outputTokens[tail] = output;
        size++;
        return true;
    }

    /** When the request at a distance from the head arrived. */
    double arrivalMillis(int distance) {
        return arrivalMillis[at(distance)];
    }

    /** Tokens to prefill. */
    int prefillTokens(int distance) {
        return prefillTokens[at(distance)];
    }

    /** Tokens whose attention state the request needs at its end: all in and all out. */
    int contextTokens(int distance) {
        return contextTokens[at(distance)];
    }

    int outputTokens(int distance) {
        return outputTokens[at(distance)];
    }

    void removeHead() {
        if (size == 0) {
            throw new IllegalStateException("removeHead on an empty queue");
        }
        head = (head + 1) & (arrivalMillis.length - 1);
        size--;
    }

    void clear() {
        head = 0;
        size = 0;
    }

    private int at(int distance) {
        return (head + distance) & (arrivalMillis.length - 1);
    }

    private void grow() {
        arrivalMillis = unrolled(arrivalMillis);
        prefillTokens = unrolled(prefillTokens);
        contextTokens = unrolled(contextTokens);
        outputTokens = unrolled(outputTokens);
        head = 0;
    }

    private double[] unrolled(double[] ring) {
        double[] grown = new double[ring.length * 2];
        System.arraycopy(ring, head, grown, 0, ring.length - head);
        System.arraycopy(ring, 0, grown, ring.length - head, head);
        return grown;
    }

    private int[] unrolled(int[] ring) {
        int[] grown = new int[ring.length * 2];
        System.arraycopy(ring, head, grown, 0, ring.length - head);
        System.arraycopy(ring, 0, grown, ring.length - head, head);
        return grown;
    }
}
