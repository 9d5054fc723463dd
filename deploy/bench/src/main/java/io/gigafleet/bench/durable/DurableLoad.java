package io.gigafleet.bench.durable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Clients that declare services one after the other, each of so many replicas, and the moments at
 * which those replicas were published.
 *
 * @param puts services to declare, over all clients
 * @param replicas of each service
 * @param accelerators of each replica
 * @param clients that declare at the same time, at most
 * @param putsPerSecond when requests are due, whatever became of those before; 0: each client sends
 *     the next as soon as the last was answered
 */
public record DurableLoad(
        int puts, int replicas, int accelerators, int clients, double putsPerSecond) {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    public DurableLoad {
        if (puts < 1 || replicas < 1 || accelerators < 1 || clients < 1) {
            throw new IllegalArgumentException(
                    "puts=%d replicas=%d accelerators=%d clients=%d: all must be 1 or more"
                            .formatted(puts, replicas, accelerators, clients));
        }
        if (!(putsPerSecond >= 0)) {
            throw new IllegalArgumentException(
                    "putsPerSecond is " + putsPerSecond + ", less than zero");
        }
    }

    /**
     * What came of it.
     *
     * @param placed replicas published
     * @param seconds from the first request sent to the last replica published
     * @param latencyMillis of every replica, from its request sent to its assignment published,
     *     ascending
     * @param answerMillis of every request, ascending
     */
    public record Outcome(
            int placed, double seconds, List<Double> latencyMillis, List<Double> answerMillis) {

        public double perSecond() {
            return placed / seconds;
        }

        /** A percentile of the latencies. */
        public double latencyMillis(double share) {
            return latencyMillis.get((int) (share * (latencyMillis.size() - 1)));
        }

        /** A percentile of the answers. */
        public double answerMillis(double share) {
            return answerMillis.get((int) (share * (answerMillis.size() - 1)));
        }
    }

    private record Sent(String service, long sentNanos, long answeredNanos) {}

    /**
     * Declares all services and waits until all their replicas are published.
     *
     * @param prefix of the services' names, new to the stack
     */
    public Outcome run(DurableStack stack, PublishedPlacements published, String prefix)
            throws InterruptedException, IOException, TimeoutException {
        List<Sent> sent = send(stack, prefix);
        List<Double> latencies = new ArrayList<>();
        List<Double> answers = new ArrayList<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Sent put : sent) {
            first = Math.min(first, put.sentNanos());
            answers.add((put.answeredNanos() - put.sentNanos()) / 1e6);
            for (long nanos : published.await(put.service(), replicas, LIMIT)) {
                last = Math.max(last, nanos);
                latencies.add((nanos - put.sentNanos()) / 1e6);
            }
        }
        latencies.sort(null);
        answers.sort(null);
        return new Outcome(latencies.size(), (last - first) / 1e9, latencies, answers);
    }

    private List<Sent> send(DurableStack stack, String prefix)
            throws InterruptedException, IOException {
        List<Sent> sent = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(clients)) {
            List<Callable<Sent>> calls = new ArrayList<>();
            long beganNanos = System.nanoTime();
            for (int put = 0; put < puts; put++) {
                String name = prefix + "-" + put;
                long dueNanos =
                        putsPerSecond == 0 ? 0 : beganNanos + (long) (put / putsPerSecond * 1e9);
                calls.add(() -> send(stack, name, dueNanos));
            }
            for (Future<Sent> call : pool.invokeAll(calls)) {
                sent.add(call.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("a request failed: " + e.getCause(), e);
        }
        return sent;
    }

    /** A request that leaves late, because all clients were busy, counts from when it was due. */
    private Sent send(DurableStack stack, String name, long dueNanos)
            throws IOException, InterruptedException {
        long sentNanos = System.nanoTime();
        if (putsPerSecond > 0) {
            TimeUnit.NANOSECONDS.sleep(dueNanos - sentNanos);
            sentNanos = dueNanos;
        }
        stack.put(name, WideSite.service(name, replicas, accelerators));
        return new Sent(name, sentNanos, System.nanoTime());
    }
}
