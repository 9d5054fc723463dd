package io.gigafleet.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows a fleet from its first placed replica to its first token, and tells each step as it is
 * taken.
 */
final class FirstToken {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LIMIT_PER_RACK = Duration.ofMillis(100);
    private static final Duration ASK_EVERY = Duration.ofMillis(100);

    private final ControlPlaneApi api;
    private final Progress progress;
    private final int racks;
    private final Runnable requireAllAlive;
    private boolean placed;

    /**
     * @param racks how many are starting
     * @param requireAllAlive throws if a process of the stack died
     */
    FirstToken(ControlPlaneApi api, Progress progress, int racks, Runnable requireAllAlive) {
        this.api = api;
        this.progress = progress;
        this.racks = racks;
        this.requireAllAlive = requireAllAlive;
    }

    /**
     * Whether a token was served within two minutes, and a tenth of a second more for each rack.
     */
    boolean await() {
        try (Progress.Wait waiting = progress.waitFor("the first token")) {
            return Waiting.until(
                    () -> {
                        requireAllAlive.run();
                        Optional<JsonNode> site = api.site();
                        site.ifPresent(this::tellPlacement);
                        return site.filter(FirstToken::serves).isPresent();
                    },
                    LIMIT.plus(LIMIT_PER_RACK.multipliedBy(racks)),
                    ASK_EVERY);
        }
    }

    private void tellPlacement(JsonNode site) {
        int replicas = site.path("replicas").path("placed").asInt();
        if (!placed && replicas > 0) {
            placed = true;
            progress.say(replicas + " replicas placed; their racks load the weights");
        }
    }

    private static boolean serves(JsonNode site) {
        return site.path("tokensPerSecond").asDouble() > 0;
    }
}
