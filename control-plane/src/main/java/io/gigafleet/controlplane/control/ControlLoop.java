package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.bus.FleetBus;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.ledger.Commit;
import io.gigafleet.controlplane.ledger.DecidedReader;
import io.gigafleet.controlplane.ledger.DecidedRollouts;
import io.gigafleet.controlplane.ledger.Lease;
import io.gigafleet.controlplane.ledger.OvertakenException;
import io.gigafleet.controlplane.ledger.SpecReader;
import io.gigafleet.controlplane.ledger.Specs;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.ledger.TermOverException;
import io.gigafleet.controlplane.rollout.Pace;
import io.gigafleet.controlplane.telemetry.Liveness;
import io.gigafleet.controlplane.telemetry.LivenessReport;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The one thread that observes, and while this plane leads, decides, commits and dispatches. Every
 * plane of a site runs it; all but one only observe, and try to take the lease.
 */
@ApplicationScoped
public class ControlLoop {

    private static final Logger LOG = Logger.getLogger(ControlLoop.class);
    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);
    private static final long DIRECTORY_MILLIS = 1_000;
    private static final long RETRY_MILLIS = 1_000;

    private final PlaneConfig config;
    private final FleetBus bus;
    private final TelemetryIngest ingest;
    private final Liveness liveness;
    private final SpecReader specReader;
    private final DecidedReader decidedReader;
    private final DecidedRollouts decidedRollouts;
    private final ServiceSenses services;
    private final Lease lease;
    private final Commit commit;
    private final Relay relay;
    private final CapIssuer caps;
    private final RollupWriter rollups;
    private final Clock clock = Clock.systemUTC();

    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean closed;
    private volatile Optional<Term> leading = Optional.empty();
    private Optional<Thread> thread = Optional.empty();

    private Specs specs = Specs.NONE;
    private Optional<Leader> leader = Optional.empty();
    private Optional<Term> lastTerm = Optional.empty();
    private long renewedAtMillis;
    private long directoryAtMillis;
    private long retryAtMillis;

    ControlLoop(
            PlaneConfig config,
            FleetBus bus,
            TelemetryIngest ingest,
            Liveness liveness,
            SpecReader specReader,
            DecidedReader decidedReader,
            DecidedRollouts decidedRollouts,
            ServiceSenses services,
            Lease lease,
            Commit commit,
            Relay relay,
            CapIssuer caps,
            RollupWriter rollups) {
        this.config = config;
        this.bus = bus;
        this.ingest = ingest;
        this.liveness = liveness;
        this.specReader = specReader;
        this.decidedReader = decidedReader;
        this.decidedRollouts = decidedRollouts;
        this.services = services;
        this.lease = lease;
        this.commit = commit;
        this.relay = relay;
        this.caps = caps;
        this.rollups = rollups;
    }

    void start(@Observes StartupEvent event) {
        if (config.loop().enabled()) {
            relay.start();
            thread = Optional.of(Thread.ofPlatform().name("gigafleet-loop").start(this::run));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        closed = true;
        wake();
        if (thread.isPresent()) {
            thread.get().join(JOIN_TIMEOUT);
            relay.close();
            bus.close();
        }
    }

    /** The term this plane leads in; empty on a standby. */
    public Optional<Term> leading() {
        return leading;
    }

    /** Asks for a cycle now: an operator has changed what is wanted. */
    public void wake() {
        wakeUps.release();
    }

    private void run() {
        loadSpecsBeforeListening();
        bus.start();
        while (!closed) {
            turn();
            pause();
        }
        resign();
    }

    /** Telemetry of racks nobody has told us of would go to the dead letters. */
    private void loadSpecsBeforeListening() {
        while (!closed && specs.revision() == Specs.NONE.revision()) {
            try {
                loadSpecs();
            } catch (SQLException e) {
                LOG.warnf("database away cause=%s", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                LOG.errorf(e, "the ledger's specs can't be used, will try again");
                pause();
            }
        }
    }

    private void turn() {
        long nowMillis = clock.millis();
        LivenessReport report =
                liveness.evaluate(nowMillis, ingest.pathSigns(), ingest.rackSigns(rackNames()));
        try {
            if (specReader.revision() != specs.revision()) {
                loadSpecs();
            }
            lead(nowMillis);
            if (leader.isPresent()) {
                cycle(leader.get(), report, nowMillis);
            } else {
                refreshDirectory(nowMillis);
            }
        } catch (OvertakenException e) {
            LOG.debugf("decide again cause=%s", e.getMessage());
            wake();
        } catch (TermOverException e) {
            LOG.errorf("stepping down cause=%s", e.getMessage());
            stepDown();
            lastTerm = Optional.empty();
            retryAtMillis = nowMillis + RETRY_MILLIS;
        } catch (SQLException e) {
            LOG.warnf(
                    "database away or failing, outcome unknown: will reload cause=%s",
                    e.getMessage());
            stepDown();
            retryAtMillis = nowMillis + RETRY_MILLIS;
            lastTerm.ifPresent(term -> caps.renew(term, nowMillis));
        } catch (RuntimeException e) {
            LOG.errorf(e, "cycle failed");
            lastTerm.ifPresent(term -> caps.renew(term, nowMillis));
        }
    }

    private List<String> rackNames() {
        return specs.topology().racks().stream().map(RackSpot::name).toList();
    }

    private void loadSpecs() throws SQLException {
        Specs before = specs;
        specs = specReader.readAfter(before);
        if (specs.topology() == before.topology()) {
            return;
        }
        ingest.useRegistry(RackSenses.registry(specs.topology()));
        LOG.infof(
                "specs loaded revision=%d racks=%d services=%d",
                specs.revision(), specs.topology().rackCount(), specs.services().size());
    }

    private void lead(long nowMillis) throws SQLException {
        if (relay.isFenced()) {
            throw new TermOverException("another process publishes for this fleet");
        }
        if (leader.isPresent()) {
            beginNewLifeIfRestored(leader.get().term());
            renew(leader.get().term(), nowMillis);
            return;
        }
        if (nowMillis < retryAtMillis) {
            return;
        }
        Optional<Term> term = lease.take(config.nodeName(), config.loop().leaseTtl());
        if (term.isPresent()) {
            takeOver(term.get(), nowMillis);
        }
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

    private void takeOver(Term term, long nowMillis) throws SQLException {
        LeaderMemory memory =
                new LeaderMemory(
                        decidedReader.replicas(),
                        decidedReader.assignments(),
                        new RolloutBook(decidedRollouts.read(), nowMillis),
                        new RoomBook(decidedReader.preempted(), decidedReader.promised()));
        leader =
                Optional.of(
                        new Leader(
                                term,
                                commit,
                                memory,
                                new StageSenses(ingest),
                                new Pace(config.rollouts().speed()),
                                new PlacementLimits(
                                        config.placement().movesInFlight(),
                                        config.placement().promiseLimit().toMillis()),
                                specs.site(),
                                nowMillis));
        services.useDirectory(memory.replicas());
        lastTerm = Optional.of(term);
        leading = Optional.of(term);
        renewedAtMillis = nowMillis;
        liveness.restart();
        caps.begin();
        relay.lead(term);
        LOG.infof(
                "leading epoch=%d incarnation=%d fleetId=%s holder=%s",
                term.epoch(), term.incarnation(), term.fleetId(), term.holder());
    }

    private void stepDown() {
        if (leader.isPresent()) {
            LOG.warnf("stepped down epoch=%d", leader.get().term().epoch());
        }
        leader = Optional.empty();
        leading = Optional.empty();
        relay.stepDown();
    }

    private void cycle(Leader leading, LivenessReport report, long nowMillis) throws SQLException {
        Leader.Result result =
                leading.cycle(
                        specs,
                        RackSenses.views(specs, report, ingest),
                        ingest.statuses().reports(),
                        RackSenses.seen(specs, report, ingest),
                        services.attainments(specs, leading.rollsOut(specs), nowMillis),
                        nowMillis);
        if (!result.committed().isEmpty()) {
            relay.wake();
            services.noteChanged(result.committed().replicas());
        }
        caps.issue(leading.term(), result.view(), result.isChanged(), nowMillis);
        rollups.write(leading.term(), result.view(), nowMillis);
    }

    /** A standby's telemetry, too, has to know which replica is whose. */
    private void refreshDirectory(long nowMillis) throws SQLException {
        if (nowMillis - directoryAtMillis >= DIRECTORY_MILLIS) {
            services.useDirectory(decidedReader.replicas());
            directoryAtMillis = nowMillis;
        }
    }

    private void pause() {
        try {
            if (wakeUps.tryAcquire(config.loop().interval().toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** On a clean stop the next plane need not wait for the lease to run out. */
    private void resign() {
        if (leader.isPresent()) {
            try {
                lease.release(leader.get().term());
                LOG.infof("lease released epoch=%d", leader.get().term().epoch());
            } catch (SQLException e) {
                LOG.warnf("lease not released cause=%s", e.getMessage());
            }
        }
    }
}
