package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.SafetyScopeEntity;
import io.gigafleet.controlplane.ledger.entity.SuggestionEntity;
import io.gigafleet.controlplane.safety.Automation;
import io.gigafleet.controlplane.safety.Mode;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How far the guard goes by itself, by scope, as operators say. */
@ApplicationScoped
public class SafetyScopes {

    /** Most scopes something may be said of: each is looked at for each subject. */
    public static final int MAX_SCOPES = 1_000;

    private final Revisions revisions;
    private final AuditLog audit;

    public SafetyScopes(Revisions revisions, AuditLog audit) {
        this.revisions = revisions;
        this.audit = audit;
    }

    /** Who says something of a scope and why. */
    public record Order(String scope, String actor, String reason) {}

    /** All scopes something was said of, by name. */
    @Transactional
    public List<SafetyScopeEntity> all() {
        return SafetyScopeEntity.<SafetyScopeEntity>findAll(Sort.by("scope")).list();
    }

    /** Names what was said of all scopes: another after each change. */
    @Transactional
    public String version() {
        StringBuilder rows = new StringBuilder();
        all().forEach(row -> rows.append(row.scope).append(' ').append(row.revision).append('\n'));
        return UUID.nameUUIDFromBytes(rows.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * Sets modes of a scope.
     *
     * @param modes by automation; empty: as the next wider scope says; others stay
     * @param precondition is given {@link #version} and throws if another was expected
     * @return false if there are {@link #MAX_SCOPES} already
     */
    @Transactional
    public boolean setModes(
            Order order, Map<Automation, Optional<Mode>> modes, Consumer<String> precondition) {
        long revision = revisions.forSafetyChange();
        precondition.accept(version());
        Optional<SafetyScopeEntity> found = scope(order.scope());
        if (found.isEmpty()) {
            return false;
        }
        SafetyScopeEntity scope = found.get();
        new TreeMap<>(modes).forEach((automation, mode) -> set(scope, automation, mode));
        scope.revision = revision;
        audit.record(
                order.actor(),
                "safety-mode",
                order.scope(),
                words(modes) + ": " + why(order),
                revision);
        forgetIfEmpty(scope);
        return true;
    }

    /**
     * Keeps the guard from acting by itself in a scope. Approvals given before end, wherever: who
     * holds the guard wants it to stop.
     *
     * @return false if there are {@link #MAX_SCOPES} already
     */
    @Transactional
    public boolean hold(Order order) {
        long revision = revisions.forSafetyChange();
        Optional<SafetyScopeEntity> found = scope(order.scope());
        if (found.isEmpty()) {
            return false;
        }
        SafetyScopeEntity scope = found.get();
        scope.held = true;
        scope.holdReason = order.reason();
        scope.heldBy = order.actor();
        scope.heldAt = Instant.now();
        scope.revision = revision;
        int ended =
                SuggestionEntity.update(
                        "approvedUntil = ?1, revision = ?2 where overAt is null and approvedUntil >"
                                + " ?1",
                        scope.heldAt,
                        revision);
        audit.record(
                order.actor(),
                "safety-hold",
                order.scope(),
                why(order) + (ended > 0 ? "; " + ended + " approvals end with it" : ""),
                revision);
        return true;
    }

    /** Ends a hold; false if the scope is not held. */
    @Transactional
    public boolean release(Order order) {
        long revision = revisions.forSafetyChange();
        @Nullable SafetyScopeEntity scope = SafetyScopeEntity.findById(order.scope());
        if (scope == null || !scope.held) {
            return false;
        }
        scope.held = false;
        scope.holdReason = "";
        scope.heldBy = "";
        scope.heldAt = null;
        scope.revision = revision;
        audit.record(order.actor(), "safety-release", order.scope(), why(order), revision);
        forgetIfEmpty(scope);
        return true;
    }

    private static Optional<SafetyScopeEntity> scope(String name) {
        @Nullable SafetyScopeEntity known = SafetyScopeEntity.findById(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (SafetyScopeEntity.count() >= MAX_SCOPES) {
            return Optional.empty();
        }
        SafetyScopeEntity scope = new SafetyScopeEntity();
        scope.scope = name;
        scope.persist();
        return Optional.of(scope);
    }

    private static void set(
            SafetyScopeEntity scope, Automation automation, Optional<Mode> optional) {
        @Nullable Mode mode = optional.orElse(null);
        switch (automation) {
            case POWER -> scope.power = mode;
            case HEAT -> scope.heat = mode;
            case LEAK -> scope.leak = mode;
            case HEALTH -> scope.health = mode;
            case LOAD_TARGET -> scope.loadTarget = mode;
        }
    }

    private static void forgetIfEmpty(SafetyScopeEntity scope) {
        if (!scope.held
                && scope.power == null
                && scope.heat == null
                && scope.leak == null
                && scope.health == null
                && scope.loadTarget == null) {
            scope.delete();
        }
    }

    private static String words(Map<Automation, Optional<Mode>> modes) {
        StringBuilder words = new StringBuilder();
        new TreeMap<>(modes)
                .forEach(
                        (automation, mode) ->
                                words.append(words.isEmpty() ? "" : ", ")
                                        .append(automation.word())
                                        .append(' ')
                                        .append(mode.map(Mode::word).orElse("inherited")));
        return words.toString();
    }

    private static String why(Order order) {
        return order.reason().isEmpty() ? "no reason given" : order.reason();
    }
}
