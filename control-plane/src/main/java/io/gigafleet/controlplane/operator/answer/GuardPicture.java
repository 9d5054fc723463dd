package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.control.GuardPost;
import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.ledger.GuardInForce;
import io.gigafleet.controlplane.ledger.GuardsInForce;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;

/** What the guard has in force: this plane's own, or the leader's as it last told. */
@ApplicationScoped
public class GuardPicture {

    private final GuardPost own;
    private final GuardsInForce told;

    GuardPicture(GuardPost own, GuardsInForce told) {
        this.own = own;
        this.told = told;
    }

    /** Empty while no guard is known to be on duty. */
    public Optional<GuardInForce> now() throws SQLException {
        GuardStanding standing = own.standing();
        return standing.isOnDuty()
                ? Optional.of(
                        new GuardInForce(
                                standing.budgetWatts(),
                                standing.heatCapacityWatts(),
                                standing.target()))
                : told.read();
    }
}
