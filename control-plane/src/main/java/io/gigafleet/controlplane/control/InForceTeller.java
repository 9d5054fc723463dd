package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.ledger.GuardInForce;
import io.gigafleet.controlplane.ledger.Term;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Writes what the guard has in force for the other planes, when it changes and once a second at
 * most. The loop's one thread uses it.
 */
final class InForceTeller {

    static final long PAUSE_MILLIS = 1_000;

    private final Ledger ledger;
    private Optional<Told> told = Optional.empty();

    private record Told(Term term, GuardInForce inForce, long atMillis) {}

    /** Where it is written. */
    @FunctionalInterface
    interface Ledger {
        void write(Term term, GuardInForce now) throws SQLException;
    }

    InForceTeller(Ledger ledger) {
        this.ledger = ledger;
    }

    void tell(Term term, GuardStanding guard, long nowMillis) throws SQLException {
        if (!guard.isOnDuty()) {
            return;
        }
        GuardInForce now =
                new GuardInForce(guard.budgetWatts(), guard.heatCapacityWatts(), guard.target());
        boolean isNews =
                told.isEmpty()
                        || !told.get().term().equals(term)
                        || (!told.get().inForce().equals(now)
                                && nowMillis - told.get().atMillis() >= PAUSE_MILLIS);
        if (isNews) {
            ledger.write(term, now);
            told = Optional.of(new Told(term, now, nowMillis));
        }
    }
}
