package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.DecidedReader;
import io.gigafleet.controlplane.ledger.Declared;
import io.gigafleet.controlplane.ledger.LedgerReader;
import io.gigafleet.controlplane.ledger.LedgerReader.Head;
import io.gigafleet.controlplane.ledger.ObservedDraws;
import io.gigafleet.controlplane.ledger.RolloutReader;
import io.gigafleet.controlplane.ledger.SpecStore;
import io.gigafleet.controlplane.ledger.UnplacedReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Holds the newest {@link FleetPicture}, so that many readers cost one look at the ledger's head
 * each, and a changed revision one reading of the ledger.
 */
@ApplicationScoped
public class FleetPictures {

    private final LedgerReader ledger;
    private final SpecStore specs;
    private final DecidedReader decided;
    private final UnplacedReader unplaced;
    private final RolloutReader rollouts;
    private final ObservedDraws draws;
    private volatile FleetPicture newest =
            new FleetPicture(-1, Declared.NONE, List.of(), List.of(), Map.of(), List.of());

    FleetPictures(
            LedgerReader ledger,
            SpecStore specs,
            DecidedReader decided,
            UnplacedReader unplaced,
            RolloutReader rollouts,
            ObservedDraws draws) {
        this.ledger = ledger;
        this.specs = specs;
        this.decided = decided;
        this.unplaced = unplaced;
        this.rollouts = rollouts;
        this.draws = draws;
    }

    /** The ledger as it is now. What was read a moment too early is read again next time. */
    public FleetPicture now() throws SQLException {
        Head head = ledger.head();
        FleetPicture known = newest;
        return known.revision() == head.revision() ? known : reread(head);
    }

    /**
     * The ledger as it was when somebody last looked: for an answer about what was just written,
     * whose standing nobody knows yet anyway.
     */
    public FleetPicture recent() throws SQLException {
        FleetPicture known = newest;
        return known.revision() < 0 ? now() : known;
    }

    private synchronized FleetPicture reread(Head head) throws SQLException {
        if (newest.revision() == head.revision()) {
            return newest;
        }
        Declared known = newest.declared();
        boolean sameSpecs = newest.revision() >= 0 && known.revision() == head.specRevision();
        newest =
                new FleetPicture(
                        head.revision(),
                        sameSpecs ? known : specs.load(),
                        decided.replicas(),
                        unplaced.all(),
                        rollouts.racks(),
                        draws.read());
        return newest;
    }
}
