package io.gigafleet.nodeagent;

import java.util.logging.LogManager;

/**
 * A log manager that keeps its handlers while the process ends: the usual one closes them in a
 * shutdown hook of its own, and what a clean stop says would be lost.
 */
public final class LastingLogManager extends LogManager {

    @Override
    public void reset() {
        // Called by the shutdown hook; the console needs no closing.
    }
}
