package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.ledger.Lease;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.ledger.TermOverException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Takes the lease, renews it and gives it up. It says who leads; what leading means is the loop's.
 * One thread uses it.
 */
final class Leadership {

    private static final Logger LOG = Logger.getLogger(Leadership.class);
    private static final long RETRY_MILLIS = 1_000;

    private final Lease lease;
    private final Relay relay;
    private final PlaneConfig config;
    private Optional<Term> held = Optional.empty();
    private boolean lostToAnother;
    private long renewedAtMillis;
    private long retryAtMillis;

    Leadership(Lease lease, Relay relay, PlaneConfig config) {
        this.lease = lease;
        this.relay = relay;
        this.config = config;
    }

    /**
     * The term this plane leads in now, after taking or renewing what was due; empty: another
     * leads, or it is too early to try again.
     *
     * @throws TermOverException if the term it held is over
     */
    Optional<Term> hold(long nowMillis) throws SQLException {
        if (relay.isFenced()) {
            throw new TermOverException("another process publishes for this fleet");
        }
        if (held.isPresent()) {
            beginNewLifeIfRestored(held.get());
            renew(held.get(), nowMillis);
        } else if (nowMillis >= retryAtMillis) {
            held = lease.take(config.nodeName(), config.loop().leaseTtl());
            lostToAnother = held.isEmpty();
            renewedAtMillis = nowMillis;
        }
        return held;
    }

    private void beginNewLifeIfRestored(Term term) throws SQLException {
        OptionalLong incarnation = relay.neededIncarnation();
        if (incarnation.isPresent()) {
            lease.raiseIncarnation(term, incarnation.getAsLong());
            throw new TermOverException(
                    "racks were sent newer assignments than this ledger holds: it was restored, and"
                            + " now begins incarnation "
                            + incarnation.getAsLong());
        }
    }

    private void renew(Term term, long nowMillis) throws SQLException {
        long everyMillis = config.loop().leaseTtl().toMillis() / 3;
        if (nowMillis - renewedAtMillis >= everyMillis) {
            if (!lease.renew(term, config.loop().leaseTtl())) {
                throw new TermOverException(
                        "the lease or epoch " + term.epoch() + " is no longer this plane's");
            }
            renewedAtMillis = nowMillis;
        }
    }

    /** Whether another was found to lead; not while nobody can be asked. */
    boolean isLostToAnother() {
        return lostToAnother;
    }

    /** Leads no longer, and tries again in a while. */
    void stepDown(long nowMillis) {
        held = Optional.empty();
        retryAtMillis = nowMillis + RETRY_MILLIS;
    }

    /** When the term was last proven in the database, by the plane's clock. */
    long provenAtMillis() {
        return renewedAtMillis;
    }

    /** On a clean stop the next plane need not wait for the lease to run out. */
    void resign() {
        if (held.isPresent()) {
            try {
                lease.release(held.get());
                LOG.infof("lease released epoch=%d", held.get().epoch());
            } catch (SQLException e) {
                LOG.warnf("lease not released cause=%s", e.getMessage());
            }
        }
    }
}
