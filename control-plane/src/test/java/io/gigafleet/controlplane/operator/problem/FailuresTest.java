package io.gigafleet.controlplane.operator.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static ProblemType typeOf(Throwable failure) {
        return Failures.refusalOf(failure).orElseThrow().type();
    }

    @Test
    void lostConnectionsAnywhereInTheCausesMeanThatTheDatabaseIsAway() {
        for (String state : new String[] {"08001", "08006", "57P01", "57P03", "53300"}) {
            assertThat(typeOf(new PersistenceException(new SQLException("server gone", state))))
                    .as(state)
                    .isEqualTo(ProblemType.DATABASE_AWAY);
        }
    }

    @Test
    void poolWithoutAFreeConnectionMeansThatTheDatabaseIsAway() {
        assertThat(typeOf(new SQLException("Acquisition timeout while waiting for new connection")))
                .isEqualTo(ProblemType.DATABASE_AWAY);
        assertThat(typeOf(new SQLTransientConnectionException("pool exhausted")))
                .isEqualTo(ProblemType.DATABASE_AWAY);
        assertThat(typeOf(new SQLException("no state", new ConnectException("refused"))))
                .isEqualTo(ProblemType.DATABASE_AWAY);
    }

    @Test
    void brokenConstraintIsOurFault() {
        assertThat(Failures.refusalOf(new SQLException("duplicate key", "23505"))).isEmpty();
        assertThat(Failures.refusalOf(new IllegalStateException("impossible"))).isEmpty();
    }

    @Test
    void endlessChainOfCausesIsLeft() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(Failures.refusalOf(first)).isEmpty();
    }

    @Test
    void refusedAccessKeepsItsKind() {
        assertThat(typeOf(new AuthenticationFailedException("who?")))
                .isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(typeOf(new ForbiddenException("no"))).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(typeOf(new NotSupportedException()))
                .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertThat(typeOf(new WebApplicationException(413))).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(typeOf(new WebApplicationException(400))).isEqualTo(ProblemType.REQUEST_INVALID);
        assertThat(Failures.refusalOf(new WebApplicationException(500))).isEmpty();
    }

    @Test
    void textOfAFailureNeverReachesTheClient() {
        Refusal refusal =
                Failures.refusalOf(new SQLException("password=hunter2", "08001")).orElseThrow();

        assertThat(refusal.toProblem("/api/v1/site").toString()).doesNotContain("hunter2");
    }

    @Test
    void typeUrisAreStable() {
        assertThat(ProblemType.MANIFEST_INVALID.uri())
                .hasToString("https://gigafleet.io/problems/manifest-invalid");
        assertThat(ProblemType.DATABASE_AWAY.uri())
                .hasToString("https://gigafleet.io/problems/database-away");
    }
}
