package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.agent.LoopTrouble;
import io.gigafleet.nodeagent.agent.RackMessage;
import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackTroubles.Sensor;
import io.gigafleet.nodeagent.rack.fault.Trouble;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what {@code POST /faults/KIND?rack=ID&…} asks. */
final class FaultOrder {

    /** Longest fault, seconds: a week. */
    static final long MOST_SECONDS = 7 * 24 * 3_600;

    /** Highest number of a tray or accelerator a query may name. */
    private static final int MOST_SLOT = 1_023;

    private final Map<String, String> query;
    private final int accelerators;
    private final int trays;

    /**
     * @param accelerators how many the rack has
     * @param trays how many compute trays
     */
    FaultOrder(Map<String, String> query, int accelerators, int trays) {
        this.query = query;
        this.accelerators = accelerators;
        this.trays = trays;
    }

    /**
     * What to tell the rack.
     *
     * @throws IllegalArgumentException if it makes no sense; the message says what is possible
     */
    List<RackMessage> messages(FaultKind kind) {
        String rack = query.getOrDefault("rack", "");
        return switch (kind) {
            case LEAK -> List.of(new RackMessage.Leak(rack, leak()));
            case PUMP, CAPACITY ->
                    List.of(
                            new RackMessage.SufferLoop(
                                    rack, "", ofLoop(kind), millis(kind.usualSeconds())));
            case SHELF -> List.of(suffer(rack, new Trouble.LostShelf(share()), 0));
            case SENSOR -> List.of(sensor(rack));
            case SILENT -> List.of(new RackMessage.Silence(rack, millis(kind.usualSeconds())));
            case THROTTLE -> List.of(suffer(rack, throttle(), 0));
            case KILL -> List.of(suffer(rack, new Trouble.Kill(slots("accelerator", "0")), 0));
            case SURGE ->
                    List.of(suffer(rack, new Trouble.Surge(number("use", 1)), kind.usualSeconds()));
            case MEND ->
                    List.of(
                            new RackMessage.Mend(rack),
                            new RackMessage.SufferLoop(rack, "", ofLoop(kind), 0));
        };
    }

    /**
     * What to tell a loop.
     *
     * @throws IllegalArgumentException if the fault is none of a loop
     */
    LoopTrouble ofLoop(FaultKind kind) {
        return switch (kind) {
            case PUMP -> new LoopTrouble.Pumps(share());
            case CAPACITY -> new LoopTrouble.Capacity(share());
            case MEND -> new LoopTrouble.Mended();
            case LEAK, SHELF, SENSOR, SILENT, THROTTLE, KILL, SURGE ->
                    throw new IllegalArgumentException(
                            kind.word()
                                    + " is no fault of a loop: those are pump, capacity and mend."
                                    + " Name a rack");
        };
    }

    private RackMessage suffer(String rack, Trouble trouble, long usualSeconds) {
        return new RackMessage.Suffer(rack, trouble, millis(usualSeconds));
    }

    private LeakState leak() {
        String kind = query.getOrDefault("kind", "tray");
        return switch (kind) {
            case "dry" -> LeakState.DRY;
            case "rack" -> new LeakState.WholeRack();
            case "sensor" -> new LeakState.SensorFault();
            case "tray" -> new LeakState.Trays(slots("tray", "0", trays));
            default ->
                    throw new IllegalArgumentException(
                            "kind is '" + kind + "', expected dry, tray, rack or sensor");
        };
    }

    private RackMessage sensor(String rack) {
        String of = query.getOrDefault("of", "die");
        return switch (of) {
            case "leak" -> new RackMessage.Leak(rack, new LeakState.SensorFault());
            case "die", "flow", "watts" ->
                    suffer(
                            rack,
                            new Trouble.StuckSensor(Sensor.valueOf(of.toUpperCase(Locale.ROOT))),
                            0);
            default ->
                    throw new IllegalArgumentException(
                            "of is '" + of + "', expected die, flow, watts or leak");
        };
    }

    private Trouble throttle() {
        if (query.containsKey("flow")) {
            return new Trouble.Choke(number("flow", 0.4));
        }
        return new Trouble.SlowClock(
                slots("accelerators", "0-" + (accelerators - 1)), number("clock", 0.5));
    }

    private double share() {
        return number("share", 0.5);
    }

    private double number(String name, double usual) {
        String text = query.getOrDefault(name, "");
        try {
            return text.isEmpty() ? usual : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " is '" + text + "', expected a number, as " + usual, e);
        }
    }

    /** How long it lasts; 0: until it is mended. */
    long millis(long usualSeconds) {
        double seconds = number("seconds", usualSeconds);
        if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
            throw new IllegalArgumentException(
                    "seconds is " + seconds + ", expected 0 to " + MOST_SECONDS);
        }
        return Math.round(seconds * 1_000);
    }

    private BitSet slots(String name, String usual) {
        return slots(name, usual, accelerators);
    }

    /** Reads {@code 3} or {@code 0-7,12}. */
    private BitSet slots(String name, String usual, int count) {
        String text = query.getOrDefault(name, usual);
        BitSet slots = new BitSet();
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", 2);
            int from = slot(name, ends[0], count);
            int to = ends.length == 1 ? from : slot(name, ends[1], count);
            if (to < from) {
                throw new IllegalArgumentException(
                        name + " is '" + part + "', whose end is before its start");
            }
            slots.set(from, to + 1);
        }
        return slots;
    }

    private static int slot(String name, String text, int count) {
        int slot = -1;
        if (text.matches("[0-9]{1,4}")) {
            slot = Integer.parseInt(text);
        }
        if (slot < 0 || slot >= Math.min(count, MOST_SLOT)) {
            throw new IllegalArgumentException(
                    name + " is '" + text + "', expected 0 to " + (count - 1) + ", as 3 or 0-7,12");
        }
        return slot;
    }
}
