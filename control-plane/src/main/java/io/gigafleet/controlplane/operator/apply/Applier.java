package io.gigafleet.controlplane.operator.apply;

import io.gigafleet.controlplane.ledger.AuditLog;
import io.gigafleet.controlplane.ledger.DecidedReader;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.Revisions;
import io.gigafleet.controlplane.ledger.RolloutStandingsReader;
import io.gigafleet.controlplane.ledger.SpecStore;
import io.gigafleet.controlplane.ledger.SpecStore.SpecHead;
import io.gigafleet.controlplane.ledger.SpecWriter;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestProblem;
import io.gigafleet.schemas.manifest.ManifestReader;
import io.gigafleet.schemas.manifest.ManifestReading;
import io.gigafleet.schemas.manifest.ManifestWriter;
import io.gigafleet.schemas.manifest.Rack;
import io.gigafleet.schemas.manifest.RackDelivery;
import io.gigafleet.schemas.manifest.Rollout;
import io.gigafleet.schemas.manifest.Site;
import io.gigafleet.schemas.manifest.Sku;
import io.gigafleet.schemas.manifest.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes manifests what is wanted: all of a text in one transaction, or nothing. */
@ApplicationScoped
public class Applier {

    private final Revisions revisions;
    private final SpecStore specs;
    private final SpecWriter writer;
    private final DecidedReader decided;
    private final RolloutStandingsReader standings;
    private final AuditLog audit;
    private final TransactionSynchronizationRegistry transaction;

    /** What was in force when a transaction last looked; committed, whatever became of that one. */
    private volatile Declared known = Declared.NONE;

    private volatile KnownPlant plant = KnownPlant.NONE;

    Applier(
            Revisions revisions,
            SpecStore specs,
            SpecWriter writer,
            DecidedReader decided,
            RolloutStandingsReader standings,
            AuditLog audit,
            TransactionSynchronizationRegistry transaction) {
        this.revisions = revisions;
        this.specs = specs;
        this.writer = writer;
        this.decided = decided;
        this.standings = standings;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** What must hold of the manifests in force for a change to be made. */
    public interface Precondition {

        /** Holds of anything. */
        Precondition NONE = before -> {};

        /**
         * Looks at what is in force.
         *
         * @throws Refusal if the condition doesn't hold
         */
        void check(Declared before);
    }

    /**
     * Reads a text of manifests.
     *
     * @throws Refusal with every problem, if there is one
     */
    public static List<Located<Manifest>> read(String text) {
        return switch (ManifestReader.read(text)) {
            case ManifestReading.Accepted accepted -> accepted.manifests();
            case ManifestReading.Rejected rejected ->
                    throw Refusal.ofManifests(rejected.problems());
        };
    }

    /**
     * Applies manifests in the order of their kinds. The transaction first takes its place in the
     * order of all writes, so that what it reads is still so when it writes.
     *
     * @param actor name of the token
     * @param now what deadlines must be after
     * @param dryRun checks and answers all the same, and leaves nothing
     * @throws Refusal with every problem, if there is one
     * @throws SQLException if the database failed
     */
    @Transactional(rollbackOn = SQLException.class)
    public Applied apply(
            List<Located<Manifest>> manifests,
            String actor,
            Instant now,
            boolean dryRun,
            Precondition precondition)
            throws SQLException {
        SpecHead head = specs.lockHead();
        long revisionBefore = head.revision();
        Declared before = specs.refreshed(known, head);
        known = before;
        boolean isOfServices =
                manifests.stream().allMatch(at -> at.manifest() instanceof InferenceService);
        long revision = isOfServices ? revisions.forServiceChange() : revisions.forSpecChange();
        precondition.check(before);
        List<Applied.Change> changes = new ArrayList<>();
        List<Located<Manifest>> changed = new ArrayList<>();
        for (Located<Manifest> at : inOrderOfKind(manifests)) {
            Applied.Action action = action(before, at.manifest());
            changes.add(new Applied.Change(at.manifest().kind(), at.manifest().name(), action));
            if (action != Applied.Action.UNCHANGED) {
                changed.add(at);
            }
        }
        List<ManifestProblem> problems =
                isOfServices
                        ? ApplyChecks.problemsOfServices(before, changed, plant(before, head), now)
                        : ApplyChecks.problems(
                                before, changed, decided.replicas(), standings.read(), now);
        if (!problems.isEmpty()) {
            throw Refusal.ofManifests(problems);
        }
        if (changed.isEmpty()) {
            transaction.setRollbackOnly();
            return new Applied(changes, revisionBefore, dryRun);
        }
        writer.write(changed.stream().map(Located::manifest).toList(), revision);
        audit.recordEach(actor, "apply", details(changes), revision);
        if (dryRun) {
            transaction.setRollbackOnly();
        }
        return new Applied(changes, dryRun ? revisionBefore : revision, dryRun);
    }

    /**
     * Stops wanting a service.
     *
     * @throws Refusal if there is no such service
     */
    @Transactional
    public void deleteService(
            String name, String actor, boolean dryRun, Precondition precondition) {
        SpecHead head = specs.lockHead();
        Declared before = specs.refreshed(known, head);
        known = before;
        long revision = revisions.forServiceChange();
        if (!before.services().containsKey(name)) {
            throw Refusal.notFound("service", name);
        }
        precondition.check(before);
        if (dryRun) {
            transaction.setRollbackOnly();
            return;
        }
        writer.deleteService(name);
        audit.record(actor, "delete", "service/" + name, "its replicas drain", revision);
    }

    private KnownPlant plant(Declared before, SpecHead head) {
        if (!plant.isOf(head.plantRevision())) {
            plant = new KnownPlant(head.plantRevision(), before.topology());
        }
        return plant;
    }

    private static Map<String, String> details(List<Applied.Change> changes) {
        Map<String, String> details = new LinkedHashMap<>();
        for (Applied.Change change : changes) {
            if (change.action() != Applied.Action.UNCHANGED) {
                details.put(change.subject(), change.action().word());
            }
        }
        return details;
    }

    private static Applied.Action action(Declared before, Manifest manifest) {
        Optional<Manifest> current = before.current(manifest);
        if (current.isEmpty()) {
            return Applied.Action.CREATED;
        }
        return ManifestWriter.toJson(current.get()).equals(ManifestWriter.toJson(manifest))
                ? Applied.Action.UNCHANGED
                : Applied.Action.UPDATED;
    }

    private static List<Located<Manifest>> inOrderOfKind(List<Located<Manifest>> manifests) {
        return manifests.stream()
                .sorted(Comparator.comparingInt(at -> order(at.manifest())))
                .toList();
    }

    private static int order(Manifest manifest) {
        return switch (manifest) {
            case Site ignored -> 0;
            case Sku ignored -> 1;
            case Tenant ignored -> 2;
            case RackDelivery ignored -> 3;
            case Rack ignored -> 4;
            case InferenceService ignored -> 5;
            case Rollout ignored -> 6;
        };
    }
}
