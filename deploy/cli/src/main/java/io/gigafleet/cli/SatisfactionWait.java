package io.gigafleet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Waits until services are satisfied, or says why they are not. */
final class SatisfactionWait {

    /** Between two looks. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    private final Shell shell;
    private final PlaneClient plane;

    SatisfactionWait(Shell shell, PlaneClient plane) {
        this.shell = shell;
        this.plane = plane;
    }

    /** Looks again and again, for no longer than {@code longest}. */
    ExitCode of(List<String> services, Duration longest) {
        Instant deadline = shell.clock().instant().plus(longest);
        List<JsonNode> waiting = unsatisfied(services);
        while (!waiting.isEmpty() && shell.clock().instant().isBefore(deadline)) {
            pause();
            waiting = unsatisfied(services);
        }
        waiting.forEach(this::explain);
        return waiting.isEmpty() ? ExitCode.OK : ExitCode.NOT_PLACED;
    }

    private List<JsonNode> unsatisfied(List<String> services) {
        List<JsonNode> waiting = new ArrayList<>();
        for (String name : services) {
            JsonNode service = plane.get("/services/" + PlaneClient.segment(name), Map.of());
            if (!satisfied(service)) {
                waiting.add(service);
            }
        }
        return waiting;
    }

    /**
     * Whether the plane calls it satisfied and already counts with the replicas that were just
     * declared.
     */
    private static boolean satisfied(JsonNode service) {
        JsonNode status = service.path("status");
        long least = service.path("spec").path("replicas").path("min").asLong();
        return status.path("satisfied").asBoolean() && status.path("wanted").asLong() >= least;
    }

    private void explain(JsonNode service) {
        JsonNode status = service.path("status");
        shell.err()
                .println(
                        "service "
                                + Values.clean(ServiceView.name(service))
                                + " is not satisfied: "
                                + Values.whole(status.path("serving"))
                                + " of "
                                + Values.whole(status.path("wanted"))
                                + " replicas serve, "
                                + Values.whole(status.path("placed"))
                                + " are placed");
        ServiceView.waiting(status.path("unplaced"), shell.clock().instant())
                .lines()
                .forEach(line -> shell.err().println("  " + line));
    }

    private void pause() {
        try {
            shell.flush();
            shell.pause().lasting(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ERROR, "interrupted");
        }
    }
}
