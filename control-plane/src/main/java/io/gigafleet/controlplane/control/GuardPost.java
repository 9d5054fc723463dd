package io.gigafleet.controlplane.control;

import io.gigafleet.controlplane.bus.CapPublisher;
import io.gigafleet.controlplane.control.guard.GuardBasis;
import io.gigafleet.controlplane.control.guard.GuardLoop;
import io.gigafleet.controlplane.control.guard.GuardStanding;
import io.gigafleet.controlplane.control.guard.RackLoads;
import io.gigafleet.controlplane.control.guard.SeenAct;
import io.gigafleet.controlplane.ledger.SafetyOrders;
import io.gigafleet.controlplane.ledger.Term;
import io.gigafleet.controlplane.safety.Guard;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Between the leader's loop and the guard's: what is decided goes one way each cycle, what the
 * guard holds to be so comes back. The loop's one thread uses it; anybody may read the standing.
 */
@ApplicationScoped
public class GuardPost {

    /** Acts written with one commit at most. */
    private static final int ACTS_PER_COMMIT = 1_000;

    private final GuardLoop guard;
    private Optional<RackLoads> loads = Optional.empty();

    GuardPost(TelemetryIngest ingest, CapPublisher publisher, PlaneConfig config) {
        this.guard =
                new GuardLoop(
                        ingest,
                        publisher::publish,
                        new Guard(config.nodeName().hashCode()),
                        config.loop().capTtl(),
                        config.loop().leaseTtl(),
                        Clock.systemUTC());
    }

    void start() {
        guard.start();
    }

    void close() throws InterruptedException {
        guard.close();
    }

    /** What the guard holds to be so; {@link GuardStanding#NONE} while another leads. */
    public GuardStanding standing() {
        return guard.standing();
    }

    /** Acts that are not recorded yet, the oldest first. */
    List<SeenAct> unrecorded() {
        return guard.acts().oldest(ACTS_PER_COMMIT);
    }

    /** Hands over what a cycle decided and committed, with these acts. */
    void brief(
            Term term,
            Leader.Result result,
            int recordedActs,
            SafetyOrders safety,
            long provenAtMillis) {
        guard.acts().recorded(recordedActs);
        RackLoads now =
                loads.filter(known -> !result.isChanged())
                        .orElseGet(() -> RackLoads.of(result.view(), result.caps().safeWatts()));
        loads = Optional.of(now);
        guard.use(
                new GuardBasis(
                        term,
                        result.view().topology(),
                        now,
                        safety.modes(),
                        safety.loadTargets(),
                        provenAtMillis));
    }

    /** Another leads: the guard goes off duty. */
    void relieve() {
        guard.relieve();
        loads = Optional.empty();
    }

    /** The guard itself, to be measured. */
    public GuardLoop guard() {
        return guard;
    }
}
