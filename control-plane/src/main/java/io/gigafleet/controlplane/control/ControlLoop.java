package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.bus.FleetBus;
import io.gigafleet.controlplane.control.guard.SeenAct;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.ledger.Commit;
import io.gigafleet.controlplane.ledger.DecidedReader;
import io.gigafleet.controlplane.ledger.DecidedRollouts;
import io.gigafleet.controlplane.ledger.GuardsInForce;
import io.gigafleet.controlplane.ledger.Lease;
import io.gigafleet.controlplane.ledger.OvertakenException;
import io.gigafleet.controlplane.ledger.SafetyOrders;
import io.gigafleet.controlplane.ledger.SafetyReader;
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

    private final PlaneConfig config;
    private final FleetBus bus;
    private final TelemetryIngest ingest;
    private final Liveness liveness;
    private final SpecReader specReader;
    private final DecidedReader decidedReader;
    private final DecidedRollouts decidedRollouts;
    private final SafetyReader safetyReader;
    private final ServiceSenses services;
    private final Leadership leadership;
    private final Commit commit;
    private final Relay relay;
    private final GuardPost guard;
    private final InForceTeller inForce;
    private final RollupWriter rollups;
    private final Clock clock = Clock.systemUTC();

    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean closed;
    private volatile Optional<Term> leading = Optional.empty();
    private Optional<Thread> thread = Optional.empty();

    private Specs specs = Specs.NONE;
    private SafetyOrders safety = SafetyOrders.NONE;
    private Optional<Leader> leader = Optional.empty();
    private long directoryAtMillis;

    ControlLoop(
            PlaneConfig config,
            FleetBus bus,
            TelemetryIngest ingest,
            Liveness liveness,
            SpecReader specReader,
            DecidedReader decidedReader,
            DecidedRollouts decidedRollouts,
            SafetyReader safetyReader,
            ServiceSenses services,
            Lease lease,
            Commit commit,
            Relay relay,
            GuardPost guard,
            GuardsInForce guardsInForce,
            RollupWriter rollups) {
        this.config = config;
        this.bus = bus;
        this.ingest = ingest;
        this.liveness = liveness;
        this.specReader = specReader;
        this.decidedReader = decidedReader;
        this.decidedRollouts = decidedRollouts;
        this.safetyReader = safetyReader;
        this.services = services;
        this.leadership = new Leadership(lease, relay, config);
        this.commit = commit;
        this.relay = relay;
        this.guard = guard;
        this.inForce = new InForceTeller(guardsInForce::write);
        this.rollups = rollups;
    }

    void start(@Observes StartupEvent event) {
        if (config.loop().enabled()) {
            relay.start();
            guard.start();
            thread = Optional.of(Thread.ofPlatform().name("gigafleet-loop").start(this::run));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        closed = true;
        wake();
        if (thread.isPresent()) {
            thread.get().join(JOIN_TIMEOUT);
            guard.close();
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
        leadership.resign();
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
            stepDown(nowMillis);
            guard.relieve();
        } catch (SQLException e) {
            LOG.warnf(
                    "database away or failing, outcome unknown: will reload, the guard goes on"
                            + " cause=%s",
                    e.getMessage());
            stepDown(nowMillis);
        } catch (RuntimeException e) {
            LOG.errorf(e, "cycle failed");
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
        Optional<Term> term = leadership.hold(nowMillis);
        if (term.isPresent() && leader.isEmpty()) {
            takeOver(term.get(), nowMillis);
        } else if (leadership.isLostToAnother()) {
            guard.relieve();
        }
    }

    private void takeOver(Term term, long nowMillis) throws SQLException {
        LeaderMemory memory =
                new LeaderMemory(
                        decidedReader.replicas(),
                        decidedReader.assignments(),
                        new RolloutBook(decidedRollouts.read(), nowMillis),
                        new RoomBook(decidedReader.preempted(), decidedReader.promised()),
                        new AlarmBook(safetyReader.alarms(), nowMillis),
                        new SuggestionBook(safetyReader.suggestions(), term.epoch(), nowMillis));
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
        leading = Optional.of(term);
        liveness.restart();
        relay.lead(term);
        LOG.infof(
                "leading epoch=%d incarnation=%d fleetId=%s holder=%s",
                term.epoch(), term.incarnation(), term.fleetId(), term.holder());
    }

    private void stepDown(long nowMillis) {
        if (leader.isPresent()) {
            LOG.warnf("stepped down epoch=%d", leader.get().term().epoch());
        }
        leader = Optional.empty();
        leading = Optional.empty();
        leadership.stepDown(nowMillis);
        relay.stepDown();
    }

    private void cycle(Leader leading, LivenessReport report, long nowMillis) throws SQLException {
        safety = safetyReader.readAfter(safety);
        List<SeenAct> acts = guard.unrecorded();
        Leader.Result result =
                leading.cycle(
                        specs,
                        new Observed(
                                RackSenses.views(specs, report, ingest),
                                ingest.statuses().reports(),
                                RackSenses.seen(specs, report, ingest),
                                services.attainments(specs, leading.rollsOut(specs), nowMillis),
                                guard.standing(),
                                acts,
                                safety),
                        nowMillis);
        guard.brief(leading.term(), result, acts.size(), safety, leadership.provenAtMillis());
        if (!result.committed().isEmpty()) {
            relay.wake();
            services.noteChanged(result.committed().replicas());
        }
        inForce.tell(leading.term(), guard.standing(), nowMillis);
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
}
