package io.gigafleet.controlplane.operator.order;

import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.Declared.DeclaredRollout;
import io.gigafleet.controlplane.ledger.Revisions;
import io.gigafleet.controlplane.ledger.RolloutOrder;
import io.gigafleet.controlplane.ledger.RolloutOrders;
import io.gigafleet.controlplane.ledger.RolloutStandings;
import io.gigafleet.controlplane.ledger.RolloutStandings.Reached;
import io.gigafleet.controlplane.ledger.RolloutStandingsReader;
import io.gigafleet.controlplane.ledger.RolloutStandingsReader.MemberRow;
import io.gigafleet.controlplane.ledger.SpecStore;
import io.gigafleet.controlplane.operator.order.OrderRules.RackNow;
import io.gigafleet.controlplane.operator.order.OrderRules.RolloutNow;
import io.gigafleet.controlplane.operator.problem.ProblemType;
import io.gigafleet.controlplane.operator.problem.Refusal;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes orders for rollouts. */
@ApplicationScoped
public class OrderDesk {

    private final Revisions revisions;
    private final SpecStore specs;
    private final RolloutStandingsReader standings;
    private final RolloutOrders orders;
    private final TransactionSynchronizationRegistry transaction;

    OrderDesk(
            Revisions revisions,
            SpecStore specs,
            RolloutStandingsReader standings,
            RolloutOrders orders,
            TransactionSynchronizationRegistry transaction) {
        this.revisions = revisions;
        this.specs = specs;
        this.standings = standings;
        this.orders = orders;
        this.transaction = transaction;
    }

    /**
     * Gives an order, or finds that it was given and not obeyed yet.
     *
     * @param actor name of the token
     * @throws Refusal if there is no such rollout or rack, or the order makes no sense now
     * @throws SQLException if the database failed
     */
    @Transactional(rollbackOn = SQLException.class)
    public Ordered give(RolloutOrder order, String actor) throws SQLException {
        long before = specs.lockRevision();
        long revision = revisions.forSpecChange();
        Declared declared = specs.load();
        DeclaredRollout rollout = declared.rollouts().get(order.rollout());
        if (rollout == null) {
            throw Refusal.notFound("rollout", order.rollout(), declared.rollouts().keySet());
        }
        return switch (verdict(order, declared, rollout)) {
            case Verdict.Refused refused -> throw new Refusal(ProblemType.CONFLICT, refused.why());
            case Verdict.AlreadyGiven ignored -> {
                transaction.setRollbackOnly();
                yield answer(order, before);
            }
            case Verdict.Accepted ignored -> {
                orders.write(order, actor, revision);
                yield answer(order, revision);
            }
        };
    }

    private Verdict verdict(RolloutOrder order, Declared declared, DeclaredRollout rollout)
            throws SQLException {
        RolloutStandings now = standings.read();
        RolloutNow rolloutNow =
                new RolloutNow(
                        order.rollout(),
                        rollout.ordered().orders(),
                        Optional.ofNullable(now.rollouts().get(order.rollout())));
        if (order instanceof RolloutOrder.OfRack ofRack) {
            return OrderRules.verdict(ofRack, rolloutNow, rack(ofRack, declared, rollout, now));
        }
        return OrderRules.verdict(order, rolloutNow);
    }

    private RackNow rack(
            RolloutOrder.OfRack order,
            Declared declared,
            DeclaredRollout rollout,
            RolloutStandings now)
            throws SQLException {
        Map<String, MemberRow> members = members(declared, rollout, now);
        MemberRow member = members.get(order.rack());
        if (member == null) {
            throw Refusal.notFound(
                    "rack of rollout '" + order.rollout() + "'", order.rack(), members.keySet());
        }
        Reached reached = now.racks().get(order.rack());
        return new RackNow(
                order.rack(),
                rollout.ordered().rack(order.rack()),
                member.state(),
                member.retriesSeen(),
                reached != null
                        && reached.inconclusive()
                        && reached.rollout().equals(order.rollout()));
    }

    /** The racks of a rollout; of one that has not begun, those it chooses. */
    private Map<String, MemberRow> members(
            Declared declared, DeclaredRollout rollout, RolloutStandings now) throws SQLException {
        String name = rollout.rollout().name();
        if (now.hasBegun(name)) {
            return standings.members(name);
        }
        Map<String, MemberRow> waiting = new TreeMap<>();
        RackChoice.of(rollout.rollout().spec(), declared.topology(), declared.identities())
                .forEach(rack -> waiting.put(rack, new MemberRow(Member.State.WAITING, 0)));
        return waiting;
    }

    private static Ordered answer(RolloutOrder order, long revision) {
        String rack = order instanceof RolloutOrder.OfRack ofRack ? ofRack.rack() : null;
        return new Ordered(order.rollout(), order.word(), rack, order.reason(), revision);
    }
}
