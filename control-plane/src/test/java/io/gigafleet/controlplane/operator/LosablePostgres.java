package io.gigafleet.controlplane.operator;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A PostgreSQL that a test may take away for good. */
public final class LosablePostgres extends PostgresResource {

    private static final AtomicReference<LosablePostgres> RUNNING = new AtomicReference<>();

    @Override
    public Map<String, String> start() {
        RUNNING.set(this);
        return super.start();
    }

    static void lose() {
        RUNNING.get().stop();
    }
}
