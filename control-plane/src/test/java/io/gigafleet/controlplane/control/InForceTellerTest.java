package io.gigafleet.controlplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.ledger.GuardInForce;
import io.gigafleet.controlplane.ledger.Term;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InForceTellerTest {

    private static final Term TERM = new Term("test", "fleet-1", 1, 7);

    private final List<GuardInForce> told = new ArrayList<>();
    private final InForceTeller teller = new InForceTeller((term, now) -> told.add(now));

    private static GuardStanding standing(long budgetWatts) {
        return new GuardStanding(
                1,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeMap<>(),
                Map.of("row-0", budgetWatts),
                Map.of(),
                List.of(),
                List.of(),
                "");
    }

    private void tell(GuardStanding standing, long nowMillis) throws SQLException {
        teller.tell(TERM, standing, nowMillis);
    }

    @Test
    void changesAreToldOnceASecondAtMost() throws SQLException {
        tell(standing(900), 0);
        tell(standing(900), 5_000);
        assertThat(told).hasSize(1);

        tell(standing(800), 5_200);
        tell(standing(700), 5_400);
        tell(standing(600), 6_200);

        assertThat(told)
                .extracting(now -> now.budgetWatts().get("row-0"))
                .containsExactly(900L, 800L, 600L);
    }

    @Test
    void newTermTellsItAgain() throws SQLException {
        tell(standing(900), 0);

        teller.tell(new Term("test", "fleet-1", 1, 8), standing(900), 100);

        assertThat(told).hasSize(2);
    }

    @Test
    void guardOffDutyHasNothingToTell() throws SQLException {
        tell(GuardStanding.NONE, 0);

        assertThat(told).isEmpty();
    }
}
