package io.gigafleet.controlplane.ledger;

import io.gigafleet.controlplane.ledger.entity.RolloutEntity;
import io.gigafleet.controlplane.ledger.entity.RolloutRackOrderEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Objects;

/**
 * Writes what operators order of rollouts. Orders are levels: flags, and counters that only rise,
 * which the leader compares with what it has obeyed.
 */
@ApplicationScoped
public class RolloutOrders {

    private final AuditLog audit;

    public RolloutOrders(AuditLog audit) {
        this.audit = audit;
    }

    /** Writes an order for a rollout that is there. The caller has taken the revision. */
    @Transactional(TxType.MANDATORY)
    public void write(RolloutOrder order, String actor, long revision) {
        switch (order) {
            case RolloutOrder.OfRack ofRack -> write(ofRack);
            case RolloutOrder.Pause ignored -> rollout(order, revision).held = true;
            case RolloutOrder.Resume ignored -> {
                RolloutEntity rollout = rollout(order, revision);
                rollout.held = false;
                rollout.resumes++;
            }
            case RolloutOrder.Abort ignored -> rollout(order, revision).aborted = true;
            case RolloutOrder.Approve ignored -> rollout(order, revision).approvals++;
        }
        String why = order.reason().isEmpty() ? "no reason given" : order.reason();
        if (order instanceof RolloutOrder.OfRack ofRack) {
            audit.record(
                    actor,
                    order.word(),
                    "rack/" + ofRack.rack(),
                    "rollout " + order.rollout() + ": " + why,
                    revision);
        } else {
            audit.record(actor, order.word(), "rollout/" + order.rollout(), why, revision);
        }
    }

    private static RolloutEntity rollout(RolloutOrder order, long revision) {
        RolloutEntity rollout =
                Objects.requireNonNull(RolloutEntity.findById(order.rollout()), order.rollout());
        rollout.orderReason = order.reason();
        rollout.revision = revision;
        return rollout;
    }

    private static void write(RolloutOrder.OfRack order) {
        RolloutRackOrderEntity.Key key =
                new RolloutRackOrderEntity.Key(order.rollout(), order.rack());
        RolloutRackOrderEntity row =
                RolloutRackOrderEntity.<RolloutRackOrderEntity>findByIdOptional(key)
                        .orElseGet(RolloutRackOrderEntity::new);
        row.id = key;
        row.reason = order.reason();
        switch (order) {
            case RolloutOrder.Retry ignored -> row.retries++;
            case RolloutOrder.Skip ignored -> row.skipped = true;
        }
        row.persist();
    }
}
