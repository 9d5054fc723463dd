package io.gigafleet.controlplane.operator;

import io.gigafleet.controlplane.operator.auth.TokenDigest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL for the tests of the API, and a control plane that only answers. */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {

    static final String ADMIN_TOKEN = "test-admin";

    private @Nullable EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder().start();
            postgres = started;
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    started.getJdbcUrl("postgres", "postgres"),
                    "quarkus.datasource.username",
                    "postgres",
                    "quarkus.http.test-port",
                    "0",
                    "gigafleet.loop.enabled",
                    "false",
                    "gigafleet.admin-token-sha256",
                    TokenDigest.ofToken(ADMIN_TOKEN).hex());
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
    }

    @Override
    public void stop() {
        if (postgres != null) {
            try {
                postgres.close();
                postgres = null;
            } catch (IOException e) {
                throw new UncheckedIOException("the embedded PostgreSQL did not stop", e);
            }
        }
    }
}
