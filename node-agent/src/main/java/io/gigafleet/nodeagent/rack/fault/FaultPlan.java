package io.gigafleet.nodeagent.rack.fault;

import io.gigafleet.nodeagent.rack.SeededDraw;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which racks have which faults, as {@code --stage-faults} says: {@code
 * random=0.03,leak=r5,burn-in-firmware=batch:2026-w44}.
 *
 * @param randomShare probability that a rack has one fault, drawn by seed
 */
public record FaultPlan(List<FaultRule> rules, double randomShare) {

    /** All racks are sound. */
    public static final FaultPlan NONE = new FaultPlan(List.of(), 0);

    private static final String RANDOM = "random";

    /** What a rack can draw; the others take more than one rack, or a lying sensor. */
    private static final List<RackFault> DRAWN =
            List.of(
                    RackFault.MISSING_TRAY,
                    RackFault.WRONG_FIRMWARE,
                    RackFault.LEAK,
                    RackFault.LOW_FLOW,
                    RackFault.ACCELERATOR,
                    RackFault.SWITCH_TRAY);

    public FaultPlan {
        rules = List.copyOf(rules);
        if (!(randomShare >= 0 && randomShare <= 1)) {
            throw new IllegalArgumentException(
                    RANDOM + "=" + randomShare + " is no probability. Give one from 0 to 1");
        }
    }

    /**
     * Reads a comma-separated list of {@code random=SHARE} and {@code FAULT=WHERE}.
     *
     * @throws IllegalArgumentException if it makes no sense; the message says what to write
     */
    public static FaultPlan parse(String text) {
        List<FaultRule> rules = new ArrayList<>();
        Optional<Double> random = Optional.empty();
        for (String part : text.split(",", -1)) {
            String[] sides = part.strip().split("=", 2);
            if (sides.length < 2) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' is not FAULT=WHERE, as leak=r5, nor random=SHARE");
            }
            if (sides[0].equals(RANDOM)) {
                if (random.isPresent()) {
                    throw new IllegalArgumentException(RANDOM + " is given twice. Give it once");
                }
                random = Optional.of(share(sides[1]));
            } else {
                rules.add(
                        new FaultRule(RackFault.ofWord(sides[0]), FaultRule.Where.parse(sides[1])));
            }
        }
        return new FaultPlan(rules, random.orElse(0.0));
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    RANDOM + "=" + text + " is no probability. Give one from 0 to 1", e);
        }
    }

    /**
     * The faults of a rack as it stands.
     *
     * @param mended true after somebody put it right without a word to the plane
     */
    Set<RackFault> of(RackTraits rack, boolean mended, long seed) {
        Set<RackFault> faults = EnumSet.noneOf(RackFault.class);
        boolean repaired = mended || rack.repairs() > 0;
        for (FaultRule rule : rules) {
            if (rule.covers(rack) && !(repaired && rule.endsWithRepair())) {
                faults.add(rule.fault());
            }
        }
        if (!repaired && SeededDraw.share(seed, rack.rackId(), "has a fault") < randomShare) {
            faults.add(
                    DRAWN.get(SeededDraw.index(DRAWN.size(), seed, rack.rackId(), "which fault")));
        }
        return faults;
    }
}
