package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.ApiTokenEntity;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** The tokens' digests and roles. */
@ApplicationScoped
public class TokenStore {

    /** Most tokens there may be: each request is compared with all of them. */
    public static final int MAX_TOKENS = 1_000;

    private final Revisions revisions;
    private final AuditLog audit;

    public TokenStore(Revisions revisions, AuditLog audit) {
        this.revisions = revisions;
        this.audit = audit;
    }

    /**
     * A token to be let in.
     *
     * @param sha256 lower-case hexadecimal digits
     */
    public record StoredToken(String name, String sha256, String role) {}

    /** A token as it is shown: without its digest. */
    public record ListedToken(String name, String role, Instant createdAt) {}

    @Transactional
    public List<StoredToken> all() {
        return ApiTokenEntity.<ApiTokenEntity>findAll(Sort.by("name")).page(0, MAX_TOKENS).stream()
                .map(row -> new StoredToken(row.name, row.sha256, row.role))
                .toList();
    }

    @Transactional
    public List<ListedToken> list() {
        return ApiTokenEntity.<ApiTokenEntity>findAll(Sort.by("name")).page(0, MAX_TOKENS).stream()
                .map(row -> new ListedToken(row.name, row.role, row.createdAt))
                .toList();
    }

    /** Adds a token, or gives the one of that name another digest and role. */
    @Transactional
    public void put(StoredToken token) {
        ApiTokenEntity row = ApiTokenEntity.findById(token.name());
        if (row != null && row.sha256.equals(token.sha256()) && row.role.equals(token.role())) {
            return;
        }
        revisions.forOtherChange();
        if (row == null) {
            row = new ApiTokenEntity();
            row.name = token.name();
        }
        row.sha256 = token.sha256();
        row.role = token.role();
        row.persist();
    }

    /** What became of a request to add a token. */
    public enum Added {
        ADDED,
        /** One of that name is there. */
        NAME_TAKEN,
        /** There are {@link #MAX_TOKENS}. */
        FULL
    }

    /** Adds a token of a new name. */
    @Transactional
    public Added add(StoredToken token, String actor) {
        long revision = revisions.forOtherChange();
        if (ApiTokenEntity.findById(token.name()) != null) {
            return Added.NAME_TAKEN;
        }
        if (ApiTokenEntity.count() >= MAX_TOKENS) {
            return Added.FULL;
        }
        put(token);
        audit.record(actor, "create", "token/" + token.name(), "role " + token.role(), revision);
        return Added.ADDED;
    }

    /** What became of a request to remove a token. */
    public enum Removed {
        REMOVED,
        NOT_THERE,
        /** It is the last of its role, and somebody of that role must stay. */
        LAST
    }

    /**
     * Takes a token back.
     *
     * @param keptRole the role of which one token must stay
     */
    @Transactional
    public Removed remove(String name, String keptRole, String actor) {
        long revision = revisions.forOtherChange();
        ApiTokenEntity row = ApiTokenEntity.findById(name);
        if (row == null) {
            return Removed.NOT_THERE;
        }
        if (row.role.equals(keptRole) && ApiTokenEntity.count("role", keptRole) == 1) {
            return Removed.LAST;
        }
        row.delete();
        audit.record(actor, "delete", "token/" + name, "role " + row.role, revision);
        return Removed.REMOVED;
    }
}
