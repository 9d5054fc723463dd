package io.gigafleet.nodeagent.rack.fault;

import io.gigafleet.nodeagent.rack.RackTroubles;
import io.gigafleet.nodeagent.rack.RackTroubles.Sensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The troubles one rack has now, each until its time or until somebody mends the rack. Not kept
 * over a restart of the agent.
 */
public final class TroubleBook {

    /** Most troubles of one rack at a time; more are not taken. */
    static final int LIMIT = 64;

    private record Entry(Trouble trouble, double untilMillis) {}

    private final List<Entry> entries = new ArrayList<>();
    private double nextEndMillis = Double.POSITIVE_INFINITY;

    /**
     * Adds a trouble.
     *
     * @param untilMillis in simulated time; infinite: until it is mended
     * @return false if the rack has {@link #LIMIT} already
     */
    public boolean add(Trouble trouble, double untilMillis) {
        if (entries.size() == LIMIT) {
            return false;
        }
        entries.removeIf(
                entry -> entry.trouble().getClass() == trouble.getClass() && replaces(trouble));
        entries.add(new Entry(trouble, untilMillis));
        findNextEnd();
        return true;
    }

    /** Levels are set and not added: a second surge takes the place of the first. */
    private static boolean replaces(Trouble trouble) {
        return switch (trouble) {
            case Trouble.Surge ignored -> true;
            case Trouble.LostShelf ignored -> true;
            case Trouble.Choke ignored -> true;
            case Trouble.SlowClock ignored -> true;
            case Trouble.Kill ignored -> false;
            case Trouble.StuckSensor ignored -> false;
            case Trouble.SwitchTray ignored -> false;
            case Trouble.Crash ignored -> false;
        };
    }

    /** When a trouble ends next, in simulated time; infinite: none does by itself. */
    public double nextEndMillis() {
        return nextEndMillis;
    }

    /** True if a trouble's time is over. */
    public boolean isDue(double nowMillis) {
        return nowMillis >= nextEndMillis;
    }

    /** Ends troubles whose time is over. */
    public void expire(double nowMillis) {
        entries.removeIf(entry -> nowMillis >= entry.untilMillis());
        findNextEnd();
    }

    /** Ends all. */
    public void mend() {
        entries.clear();
        findNextEnd();
    }

    private void findNextEnd() {
        nextEndMillis =
                entries.stream()
                        .mapToDouble(Entry::untilMillis)
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
    }

    /** What they come to together. */
    public RackTroubles together() {
        BitSet killed = new BitSet();
        BitSet slow = new BitSet();
        double slowClock = 1;
        double powerShare = 1;
        double flowShare = 1;
        double surgeUse = 0;
        int switchTrays = 0;
        Set<Sensor> stuck = EnumSet.noneOf(Sensor.class);
        for (Entry entry : entries) {
            switch (entry.trouble()) {
                case Trouble.Kill kill -> killed.or(kill.accelerators());
                case Trouble.SlowClock clock -> {
                    slow.or(clock.accelerators());
                    slowClock = clock.clock();
                }
                case Trouble.LostShelf shelf -> powerShare = shelf.powerShare();
                case Trouble.Choke choke -> flowShare = choke.flowShare();
                case Trouble.StuckSensor sensor -> stuck.add(sensor.sensor());
                case Trouble.Surge surge -> surgeUse = surge.use();
                case Trouble.SwitchTray ignored -> switchTrays++;
                case Trouble.Crash ignored -> {}
            }
        }
        return new RackTroubles(
                killed, slow, slowClock, powerShare, flowShare, surgeUse, switchTrays, stuck);
    }
}
