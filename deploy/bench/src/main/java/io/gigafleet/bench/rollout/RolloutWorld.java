package io.gigafleet.bench.rollout;

import io.gigafleet.bench.rollout.SimulatedAgent.Flaw;
import io.gigafleet.controlplane.fleet.PowerBook;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.Pace;
import io.gigafleet.controlplane.rollout.RackEvidence;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RackSigns;
import io.gigafleet.controlplane.rollout.RolloutDecider;
import io.gigafleet.controlplane.rollout.RolloutDecision;
import io.gigafleet.controlplane.rollout.RolloutInput;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.schemas.manifest.Rollout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One rollout over a simulated site. Time moves in steps; each step racks live, one decision is
 * made, and it is committed or, if the plane is told to crash, lost.
 */
final class RolloutWorld {

    private final SimulatedSite site;
    private final Map<String, SimulatedAgent> agents = new HashMap<>();
    private final Desk desk = new Desk();
    private final long burnInMinutes;
    private OrderedRollout rollout;
    private long now = 1_000_000;
    private long planeDownUntil;
    private long decideNanos;

    RolloutWorld(
            SimulatedSite site, Rollout rollout, long burnInMinutes, double flawed, long seed) {
        this.site = site;
        this.burnInMinutes = burnInMinutes;
        this.rollout = new OrderedRollout(rollout, OrderedRollout.Orders.NONE, Map.of());
        SplittableRandom random = new SplittableRandom(seed);
        site.topology()
                .racks()
                .forEach(
                        spot ->
                                agents.put(
                                        spot.name(),
                                        new SimulatedAgent(
                                                spot,
                                                site.identity(spot.name()),
                                                flaw(random, flawed),
                                                random.split())));
    }

    private static Flaw flaw(SplittableRandom random, double flawed) {
        Flaw[] flaws = Flaw.values();
        return random.nextDouble() < flawed ? flaws[random.nextInt(1, flaws.length)] : Flaw.NONE;
    }

    SimulatedSite site() {
        return site;
    }

    long now() {
        return now;
    }

    Desk desk() {
        return desk;
    }

    SimulatedAgent agent(String rack) {
        return Objects.requireNonNull(agents.get(rack), rack);
    }

    OrderedRollout rollout() {
        return rollout;
    }

    void order(OrderedRollout next) {
        rollout = next;
    }

    Optional<RolloutState> state() {
        return Optional.ofNullable(desk.memory().states().get(rollout.name()));
    }

    Map<String, Member> members() {
        Map<String, Member> members = desk.memory().members().get(rollout.name());
        return members == null ? Map.of() : members;
    }

    /** What the last decision took. */
    long decideNanos() {
        return decideNanos;
    }

    /** The plane stops deciding for a while. */
    void crashPlane(long millis) {
        planeDownUntil = now + millis;
    }

    /**
     * One step.
     *
     * @param commits whether the decision reaches the ledger
     */
    RolloutDecision step(long millis, boolean commits) {
        now += millis;
        for (RackProgress rack : desk.memory().racks().values()) {
            SimulatedAgent agent = agent(rack.rack());
            agent.obey(rack, burnInMinutes, now - millis);
            agent.live(now, millis);
        }
        if (now < planeDownUntil) {
            return RolloutDecision.NONE;
        }
        if (planeDownUntil > 0) {
            planeDownUntil = 0;
            desk.takeOver(now + 60_000);
        }
        RolloutInput input = input();
        long began = System.nanoTime();
        RolloutDecision decision = RolloutDecider.decide(input);
        decideNanos = System.nanoTime() - began;
        if (commits) {
            desk.commit(decision);
            decision.racks().forEach(rack -> agent(rack.rack()).outdated());
        }
        return decision;
    }

    private RolloutInput input() {
        long[] held = new long[site.topology().rackCount()];
        desk.memory()
                .racks()
                .values()
                .forEach(rack -> held[site.index(rack.rack())] = rack.heldWatts());
        return new RolloutInput(
                site.topology(),
                site.identities(),
                List.of(rollout),
                desk.memory(),
                new RackSigns() {
                    @Override
                    public RackEvidence of(String rack) {
                        return agent(rack).evidence(now);
                    }

                    @Override
                    public boolean servesTokens(String rack) {
                        return false;
                    }
                },
                new PowerBook(site.topology(), held),
                Set.of(),
                Map.of(),
                new Pace(1),
                now);
    }
}
