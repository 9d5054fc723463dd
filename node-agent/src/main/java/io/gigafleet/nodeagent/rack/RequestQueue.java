package io.gigafleet.nodeagent.rack;

/**
 * Requests that wait for prefill, in order of arrival: a ring that grows up to {@link #LIMIT}. A
 * full queue refuses.
 *
 * <p>A request is two words beside each other, so that one takes one line of the processor's cache:
 * tens of thousands of queues are looked at ten times a second, and each line costs more than all
 * that is computed with it.
 */
final class RequestQueue {

    /** Most requests that wait at one replica; more are rejected and counted. */
    static final int LIMIT = 2_048;

    /** Most tokens of one request that a word has room for. */
    static final int MOST_TOKENS = (1 << 21) - 1;

    private static final int FIELD_BITS = 21;
    private static final int FIRST_ROOM = 8;

    // Even: when it arrived, as a double's bits. Odd: prefill, context and output tokens.
    private long[] words = new long[2 * FIRST_ROOM];
    private int head;
    private int size;

    int size() {
        return size;
    }

    /**
     * Appends a request; false if the queue is full.
     *
     * @param prefill no more than {@link #MOST_TOKENS}, as the others
     */
    boolean offer(double arrival, int prefill, int context, int output) {
        if (size == LIMIT) {
            return false;
        }
        if (2 * size == words.length) {
            grow();
        }
        int tail = at(size);
        words[tail] = Double.doubleToRawLongBits(arrival);
        words[tail + 1] =
                ((long) prefill << 2 * FIELD_BITS) | ((long) context << FIELD_BITS) | output;
        size++;
        return true;
    }

    /** When the request at a distance from the head arrived. */
    double arrivalMillis(int distance) {
        return Double.longBitsToDouble(words[at(distance)]);
    }

    /** Tokens to prefill. */
    int prefillTokens(int distance) {
        return (int) (words[at(distance) + 1] >>> 2 * FIELD_BITS);
    }

    /** Tokens whose attention state the request needs at its end: all in and all out. */
    int contextTokens(int distance) {
        return (int) (words[at(distance) + 1] >>> FIELD_BITS) & MOST_TOKENS;
    }

    int outputTokens(int distance) {
        return (int) words[at(distance) + 1] & MOST_TOKENS;
    }

    void removeHead() {
        if (size == 0) {
            throw new IllegalStateException("removeHead on an empty queue");
        }
        head = at(1);
        size--;
    }

    void clear() {
        head = 0;
        size = 0;
    }

    private int at(int distance) {
        return (head + 2 * distance) & (words.length - 1);
    }

    private void grow() {
        long[] grown = new long[words.length * 2];
        System.arraycopy(words, head, grown, 0, words.length - head);
        System.arraycopy(words, 0, grown, words.length - head, head);
        words = grown;
        head = 0;
    }
}
