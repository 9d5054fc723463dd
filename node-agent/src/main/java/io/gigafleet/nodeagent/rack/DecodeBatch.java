package io.gigafleet.nodeagent.rack;

import java.util.Arrays;

/**
 * Requests that decode together. Each gets one token per iteration, so a request is known by the
 * iteration at which it ends, and a heap by that iteration gives the next to end: a run of
 * iterations costs nothing per request.
 */
final class DecodeBatch {

    /** Most requests that decode together, as serving engines limit it. */
    static final int LIMIT = 1_024;

    private long[] lastIteration = new long[16];
    private double[] firstTokenMillis = new double[16];
    private int[] outputTokens = new int[16];
    private int[] contextTokens = new int[16];
    private int size;

    int size() {
        return size;
    }

    /** The iteration at which the next request ends. Only if not empty. */
    long nextEnd() {
        return lastIteration[0];
    }

    double nextFirstTokenMillis() {
        return firstTokenMillis[0];
    }

    int nextOutputTokens() {
        return outputTokens[0];
    }

    int nextContextTokens() {
        return contextTokens[0];
    }

    void add(long endIteration, double firstToken, int output, int context) {
        if (size == LIMIT) {
            throw new IllegalStateException("batch already holds its limit of " + LIMIT);
        }
        if (size == lastIteration.length) {
            int grown = size * 2;
            lastIteration = Arrays.copyOf(lastIteration, grown);
            firstTokenMillis = Arrays.copyOf(firstTokenMillis, grown);
            outputTokens = Arrays.copyOf(outputTokens, grown);
            contextTokens = Arrays.copyOf(contextTokens, grown);
        }
        int place = size++;
        while (place > 0 && lastIteration[(place - 1) / 2] > endIteration) {
            copy((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        lastIteration[place] = endIteration;
        firstTokenMillis[place] = firstToken;
        outputTokens[place] = output;
        contextTokens[place] = context;
    }

    void removeNext() {
        if (size == 0) {
            throw new IllegalStateException("removeNext on an empty batch");
        }
        size--;
        long end = lastIteration[size];
        int place = 0;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && lastIteration[child + 1] < lastIteration[child]) {
                child++;
            }
            if (lastIteration[child] >= end) {
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
        lastIteration[to] = lastIteration[from];
        firstTokenMillis[to] = firstTokenMillis[from];
        outputTokens[to] = outputTokens[from];
        contextTokens[to] = contextTokens[from];
    }
}
