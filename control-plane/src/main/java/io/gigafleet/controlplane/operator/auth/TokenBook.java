package io.gigafleet.controlplane.operator.auth;

import io.gigafleet.controlplane.ledger.TokenStore;
import io.gigafleet.controlplane.ledger.TokenStore.StoredToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All tokens, as of at most {@link #MAX_AGE} ago. */
@ApplicationScoped
public class TokenBook {

    /** How long a revoked token may go on working. */
    public static final Duration MAX_AGE = Duration.ofSeconds(2);

    private static final Snapshot NEVER_READ = new Snapshot(List.of(), 0, false);

    private final TokenStore store;
    private volatile Snapshot snapshot = NEVER_READ;

    TokenBook(TokenStore store) {
        this.store = store;
    }

    /** A token that was found to be valid. */
    record Bearer(String name, Role role) {}

    private record Entry(TokenDigest digest, Bearer bearer) {}

    private record Snapshot(List<Entry> entries, long readAtNanos, boolean read) {
        boolean isOlderThan(Duration age, long nowNanos) {
            return !read || nowNanos - readAtNanos > age.toNanos();
        }
    }

    /**
     * Who bears a token. Looks at every entry, whether or not one matched before.
     *
     * @throws RuntimeException if the snapshot is too old and the database is away
     */
    Optional<Bearer> bearerOf(String token) {
        TokenDigest digest = TokenDigest.ofToken(token);
        Optional<Bearer> found = Optional.empty();
        for (Entry entry : current().entries()) {
            if (entry.digest().equals(digest)) {
                found = Optional.of(entry.bearer());
            }
        }
        return found;
    }

    /** Makes this replica read the tokens again for the next request. */
    public void forget() {
        snapshot = NEVER_READ;
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        return known.isOlderThan(MAX_AGE, System.nanoTime()) ? refreshed() : known;
    }

    private synchronized Snapshot refreshed() {
        long nowNanos = System.nanoTime();
        if (snapshot.isOlderThan(MAX_AGE, nowNanos)) {
            snapshot =
                    new Snapshot(
                            store.all().stream().map(TokenBook::entry).toList(), nowNanos, true);
        }
        return snapshot;
    }

    private static Entry entry(StoredToken token) {
        Role role =
                Role.of(token.role())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "token %s has the unknown role '%s'"
                                                        .formatted(token.name(), token.role())));
        return new Entry(TokenDigest.ofHex(token.sha256()), new Bearer(token.name(), role));
    }
}
