package io.gigafleet.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Stops processes from the outside in: agents and plant, control plane, then Kafka and PostgreSQL.
 */
final class StopOrder {

    /** The group of those that others store in. */
    static final int STORES = 2;

    private StopOrder() {}

    /** Stops all that still run; returns how many did. */
    static int stop(List<StackFile.Entry> entries) {
        return stop(entries, StackProcess.STOP_GRACE);
    }

    /** As {@link #stop(List)}, with another time for each to end in order. */
    static int stop(List<StackFile.Entry> entries, Duration grace) {
        List<StackFile.Entry> alive = entries.stream().filter(StackFile.Entry::alive).toList();
        for (int group = 0; group <= STORES; group++) {
            int now = group;
            stopTogether(
                    alive.stream().filter(entry -> group(entry.name()) == now).toList(), grace);
        }
        return alive.size();
    }

    static int group(String name) {
        return switch (name) {
            case PostgresServer.NAME, KafkaBroker.NAME -> STORES;
            case ControlPlaneProgram.NAME -> 1;
            default -> 0;
        };
    }

    private static void stopTogether(List<StackFile.Entry> entries, Duration grace) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> stops = new ArrayList<>();
            for (StackFile.Entry entry : entries) {
                stops.add(
                        threads.submit(
                                () ->
                                        StackProcess.stop(
                                                entry.identity(), entry.stopSignal(), grace)));
            }
            for (Future<?> stop : stops) {
                stop.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackException known
                    ? known
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while stopping", e);
        }
    }
}
