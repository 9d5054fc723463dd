package io.gigafleet.bench.rollout;

import io.gigafleet.controlplane.fleet.Condition;
import io.gigafleet.controlplane.fleet.RackIdentity;
import io.gigafleet.controlplane.fleet.RackSpot;
import io.gigafleet.controlplane.rollout.RackEvidence;
import io.gigafleet.controlplane.rollout.RackEvidence.Fault;
import io.gigafleet.controlplane.rollout.RackEvidence.Found;
import io.gigafleet.controlplane.rollout.RackEvidence.Progress;
import io.gigafleet.controlplane.rollout.RackEvidence.Report;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.Sample;
import io.gigafleet.controlplane.rollout.Samples;
import io.gigafleet.controlplane.rollout.StageWork;
import io.gigafleet.schemas.RackStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One rack and its agent: obeys what was committed for it a little later, takes its time, and has
 * at most one fault until it is repaired. It knows the truth, which the deciders have to find out.
 */
final class SimulatedAgent {

    /** What is wrong with a rack. */
    enum Flaw {
        NONE,
        WRONG_SERIAL,
        MISSING_TRAY,
        LEAK,
        LOW_FLOW,
        STUBBORN_FIRMWARE,
        DEAD_ACCELERATOR,
        DEAD_SWITCH_TRAY,
        STUCK_FLOW_SENSOR
    }

    private static final long DUE_PRESSURE_PASCALS = 250_000;
    private static final long LEAKED_PASCALS = 4_000;
    private static final double FLOW_LITERS_PER_WATT_MINUTE = 1.5e-3;
    private static final int SUPPLY_MILLI_CELSIUS = 40_000;
    private static final int DIE_DECI_CELSIUS = 700;

    /** What a step leaves for a stage to look at; more would only be pushed out. */
    private static final int SAMPLES_PER_STEP = 16;

    private final RackSpot spot;
    private final RackIdentity identity;
    private final SplittableRandom random;
    private final Set<String> done = new HashSet<>();
    private Flaw flaw;
    private int repairs;

    private boolean powered;
    private boolean loaded;
    private boolean inService;
    private String requestId = "";
    private RackStage request = RackStage.PLANNED;
    private int attempt;
    private long endsAtMillis;
    private boolean current;
    private long silentUntilMillis;
    private String firmware = "factory";
    private String pinned = "";
    private Samples samples = Samples.NONE;

    SimulatedAgent(RackSpot spot, RackIdentity identity, Flaw flaw, SplittableRandom random) {
        this.spot = spot;
        this.identity = identity;
        this.flaw = flaw;
        this.random = random;
    }

    /** What it truly draws now. */
    long drawsWatts() {
        return !powered ? 0 : loaded ? spot.peakWatts() : spot.idleWatts();
    }

    /** Whether a rack like this may serve. */
    boolean isSound() {
        return flaw == Flaw.NONE;
    }

    /** Requests it has carried out, each once. */
    Set<String> done() {
        return done;
    }

    /** Goes down for a while: what it does goes on, but nobody hears of it. */
    void fallSilent(long untilMillis) {
        silentUntilMillis = untilMillis;
    }

    /** Its assignment is not the one it has applied any more. */
    void outdated() {
        current = false;
    }

    /** Applies what is committed for it, unless it is silent. */
    void obey(RackProgress rack, long minutesOfBurnIn, long now) {
        if (now < silentUntilMillis) {
            return;
        }
        if (rack.repairs() > repairs) {
            repairs = rack.repairs();
            flaw = Flaw.NONE;
        }
        current = true;
        powered = rack.isPowered();
        inService = rack.stage() == RackStage.IN_SERVICE;
        pinned = rack.firmware();
        Optional<StageWork.Asked> asked = rack.asked();
        String wanted = asked.map(rack::requestId).orElse("");
        if (!wanted.equals(requestId)) {
            requestId = wanted;
            samples = Samples.NONE;
            request = asked.map(StageWork.Asked::target).orElse(RackStage.PLANNED);
            attempt = asked.map(StageWork.Asked::attempt).orElse(0);
            endsAtMillis = now + durationMillis(request, minutesOfBurnIn);
        }
        loaded = powered && request == RackStage.BURNED_IN;
    }

    private long durationMillis(RackStage stage, long minutesOfBurnIn) {
        long minutes =
                switch (stage) {
                    case DELIVERED, ENERGIZED, ACCEPTED -> 20;
                    case INSTALLED -> 180;
                    case LEAK_TESTED -> 45;
                    case PROVISIONED -> 90;
                    case BURNED_IN -> minutesOfBurnIn;
                    case PLANNED, IN_SERVICE, MAINTENANCE, QUARANTINED, RETIRED -> 0;
                };
        return minutes * 60_000 * random.nextInt(80, 120) / 100;
    }

    /** Time goes by; a second's samples, or as many as are kept. */
    void live(long now, long millis) {
        if (now < silentUntilMillis) {
            return;
        }
        if (isWatched()) {
            int newest = (int) Math.min(SAMPLES_PER_STEP, millis / 1_000);
            List<Sample> taken = new ArrayList<>(samples.list());
            for (int second = newest - 1; second >= 0; second--) {
                taken.add(sample(now - second * 1_000L));
            }
            int surplus = Math.max(0, taken.size() - Samples.MOST);
            samples = new Samples(taken.subList(surplus, taken.size()));
        }
        if (isOver(now)) {
            if (request == RackStage.PROVISIONED
                    && (flaw != Flaw.STUBBORN_FIRMWARE || attempt > 1)) {
                firmware = pinned;
                flaw = flaw == Flaw.STUBBORN_FIRMWARE ? Flaw.NONE : flaw;
            }
            if (request != RackStage.PLANNED) {
                done.add(requestId);
            }
        }
    }

    /** Whether the plane looks at its telemetry. */
    private boolean isWatched() {
        return !inService;
    }

    private boolean isOver(long now) {
        return now >= endsAtMillis;
    }

    private Sample sample(long atMillis) {
        long watts = drawsWatts();
        double ratedMilliliters = FLOW_LITERS_PER_WATT_MINUTE * spot.peakWatts() * 1e3;
        double trueFlow = ratedMilliliters * (flaw == Flaw.LOW_FLOW ? 0.5 : 1);
        long flow =
                flaw == Flaw.STUCK_FLOW_SENSOR
                        ? (long) ratedMilliliters
                        : (long) (trueFlow * random.nextDouble(0.997, 1.003));
        double heat = watts * spot.sku().spec().cooling().liquidFraction();
        double kelvin = trueFlow == 0 ? 0 : heat / (trueFlow / 1e3 * 66.3);
        boolean hasDead = flaw == Flaw.DEAD_ACCELERATOR && loaded;
        return new Sample(
                atMillis,
                watts,
                watts,
                powered ? flow : 0,
                SUPPLY_MILLI_CELSIUS,
                SUPPLY_MILLI_CELSIUS + (int) (kelvin * 1e3),
                DIE_DECI_CELSIUS,
                0,
                hasDead ? 1 : powered ? 0 : spot.accelerators(),
                false,
                pressurePascals(atMillis),
                spot.sku().spec().switchTrays() - (flaw == Flaw.DEAD_SWITCH_TRAY ? 1 : 0));
    }

    private long pressurePascals(long now) {
        if (!powered) {
            return 0;
        }
        return DUE_PRESSURE_PASCALS - (flaw == Flaw.LEAK && isOver(now) ? LEAKED_PASCALS : 0);
    }

    /** What the plane knows of it. */
    RackEvidence evidence(long now) {
        boolean silent = now < silentUntilMillis;
        return new RackEvidence(
                silent ? Condition.LOST : Condition.FRESH,
                silent ? "silent" : "heard",
                Optional.empty(),
                current && !silent,
                !powered,
                requestId.isEmpty() ? Optional.empty() : Optional.of(report(now)),
                Optional.of(found()),
                firmware,
                samples,
                0);
    }

    private Report report(long now) {
        boolean fails =
                isOver(now)
                        && switch (flaw) {
                            case MISSING_TRAY -> request == RackStage.INSTALLED;
                            case DEAD_ACCELERATOR -> request == RackStage.BURNED_IN;
                            case NONE,
                                    WRONG_SERIAL,
                                    LEAK,
                                    LOW_FLOW,
                                    STUBBORN_FIRMWARE,
                                    DEAD_SWITCH_TRAY,
                                    STUCK_FLOW_SENSOR ->
                                    false;
                        };
        return new Report(
                requestId,
                fails ? Progress.FAILED : isOver(now) ? Progress.PASSED : Progress.RUNNING,
                isOver(now) ? 1_000 : 500,
                fails && flaw == Flaw.MISSING_TRAY
                        ? Fault.MISSING_TRAY
                        : fails ? Fault.ACCELERATOR : Fault.UNKNOWN,
                "",
                fails ? flaw.name() : "",
                powered ? DUE_PRESSURE_PASCALS : 0);
    }

    private Found found() {
        return new Found(
                spot.sku().name(),
                flaw == Flaw.WRONG_SERIAL ? "SN-other" : identity.serial(),
                spot.row(),
                identity.position(),
                "",
                spot.sku().spec().computeTrays(),
                spot.sku().spec().switchTrays(),
                spot.accelerators());
    }
}
