package io.gigafleet.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Stops processes from the outside in: agents, control plane, then Kafka and PostgreSQL. */
final class StopOrder {

    private static final int GROUPS = 3;

    private StopOrder() {}

    /** Stops all that still run; returns how many did. */
    static int stop(List<StackFile.Entry> entries) {
        List<StackFile.Entry> alive = entries.stream().filter(StackFile.Entry::alive).toList();
        for (int group = 0; group < GROUPS; group++) {
            int now = group;
            stopTogether(alive.stream().filter(entry -> group(entry.name()) == now).toList());
        }
        return alive.size();
    }

    static int group(String name) {
        return switch (name) {
            case PostgresServer.NAME, KafkaBroker.NAME -> 2;
            case ControlPlaneProgram.NAME -> 1;
            default -> 0;
        };
    }

    private static void stopTogether(List<StackFile.Entry> entries) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> stops = new ArrayList<>();
            for (StackFile.Entry entry : entries) {
                stops.add(
                        threads.submit(
                                () ->
                                        StackProcess.stop(
                                                entry.identity(),
                                                entry.stopSignal(),
                                                StackProcess.STOP_GRACE)));
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
