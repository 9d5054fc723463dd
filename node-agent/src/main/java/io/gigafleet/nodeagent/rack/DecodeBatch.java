package io.gigafleet.nodeagent.rack;

import java.util.Arrays;

/**
 * Requests that decode together. Each gets one token per iteration, so a request is known by the
 * iteration at which it ends, and a heap by that iteration gives the next to end: a run of
 * iterations costs nothing per request. A request is three words beside each other, see {@link
 * RequestQueue}.
 */
final class DecodeBatch {

    /** Most requests that decode together, as serving engines limit it. */
    static final int LIMIT = 1_024;

    private static final int WORDS = 3;
    private static final int FIRST_ROOM = 8;

    // Its last iteration; when it got its first token, as a double's bits; output and context
    // tokens.
    private long[] words = new long[WORDS * FIRST_ROOM];
    private int size;

    int size() {
        return size;
    }

    /** The iteration at which the next request ends. Only if not empty. */
    long nextEnd() {
        return words[0];
    }

    double nextFirstTokenMillis() {
        return Double.longBitsToDouble(words[1]);
    }

    int nextOutputTokens() {
        return (int) (words[2] >>> Integer.SIZE);
    }

    int nextContextTokens() {
        return (int) words[2];
    }

    void add(long endIteration, double firstToken, int output, int context) {
        if (size == LIMIT) {
            throw new IllegalStateException("batch already holds its limit of " + LIMIT);
        }
        if (size * WORDS == words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        int place = size++;
        while (place > 0 && words[(place - 1) / 2 * WORDS] > endIteration) {
            copy((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        int at = place * WORDS;
        words[at] = endIteration;
        words[at + 1] = Double.doubleToRawLongBits(firstToken);
        words[at + 2] = ((long) output << Integer.SIZE) | context;
    }

    void removeNext() {
        if (size == 0) {
            throw new IllegalStateException("removeNext on an empty batch");
        }
        size--;
        long end = words[size * WORDS];
        int place = 0;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && words[(child + 1) * WORDS] < words[child * WORDS]) {
                child++;
            }
            if (words[child * WORDS] >= end) {
                break;
            }
            copy(child, place);
            place = child;
        }
        copy(size, place);
    }

    void clear() {
        size = 0;
    }

    private void copy(int from, int to) {
        int source = from * WORDS;
        int target = to * WORDS;
        words[target] = words[source];
        words[target + 1] = words[source + 1];
        words[target + 2] = words[source + 2];
    }
}
