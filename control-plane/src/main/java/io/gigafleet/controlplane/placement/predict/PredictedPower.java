package io.gigafleet.controlplane.placement.predict;

import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Learns from whole racks what the accelerators of each service draw.
 *
 * <p><b>A sample</b> is one rack's maximum of one minute in which nothing on it began or ended and
 * nothing was throttled. What it drew above idle is shared out among the services on it by what
 * each draws on racks of other mixes ({@link MinuteDraws}).
 *
 * <p><b>The draw</b> of a service on a rack model is the {@link #PERCENTILE}th percentile of its
 * samples, from {@link #MIN_SAMPLES} on. So that plans don't flap, a draw is told anew only when it
 * rose by {@link #RISE_PERCENT} or fell by {@link #FALL_PERCENT} per cent.
 *
 * <p>Owned by one thread.
 */
public final class PredictedPower {

    /** Which percentile of the samples is planned with. */
    public static final int PERCENTILE = 99;

    /** Samples before a draw is believed: rack-minutes. */
    public static final int MIN_SAMPLES = 60;

    static final int RISE_PERCENT = 3;
    static final int FALL_PERCENT = 8;

    private static final int PER_CENT = 100;

    private final Map<Key, DrawCounts> counts = new HashMap<>();
    private final Map<Key, Long> told = new HashMap<>();
    private final MinuteDraws minute = new MinuteDraws();

    /** A service on a rack model. */
    public record Key(String service, String sku) {
        static final Comparator<Key> ORDER =
                Comparator.comparing(Key::service).thenComparing(Key::sku);
    }

    /**
     * What runs of one service on a rack.
     *
     * @param plannedWatts committed for it above the rack's idle power
     */
    public record Share(String service, int accelerators, long plannedWatts) {}

    /**
     * What a service draws on a rack model.
     *
     * @param wattsPerAccelerator without a margin
     * @param rackMinutes it rests on
     */
    public record Draw(Key key, long wattsPerAccelerator, long rackMinutes) {}

    /**
     * @param told draws that were told before
     */
    public PredictedPower(Collection<Draw> told) {
        told.forEach(draw -> this.told.put(draw.key(), draw.wattsPerAccelerator()));
    }

    /**
     * Counts one rack's minute.
     *
     * @param rackWatts the most the rack drew in it
     * @param shares all that ran on it
     */
    public void observe(Sku sku, long rackWatts, List<Share> shares) {
        long planned = shares.stream().mapToLong(Share::plannedWatts).sum();
        if (planned <= 0) {
            return;
        }
        minute.observe(sku, Math.max(0, rackWatts - sku.spec().power().idleWatts()), shares);
    }

    private void count(Sku sku, Key key, double rackWattsOfOne) {
        long watts =
                Math.round(
                        sku.spec().power().acceleratorIdleWatts()
                                + rackWattsOfOne / sku.spec().rackWattsPerAcceleratorWatt());
        counts.computeIfAbsent(
                        key, ignored -> new DrawCounts(sku.spec().power().acceleratorPeakWatts()))
                .add(watts);
    }

    /** A minute is over: the draws to plan with from now on, where they differ. */
    public List<Draw> endMinute() {
        minute.endMinute(this::count);
        List<Draw> changed = new ArrayList<>();
        counts.forEach(
                (key, draws) -> {
                    if (draws.samples() >= MIN_SAMPLES) {
                        long watts = draws.percentileWatts(PERCENTILE);
                        if (differs(watts, told.get(key))) {
                            changed.add(new Draw(key, watts, draws.samples()));
                        }
                    }
                    draws.endMinute();
                });
        changed.sort(Comparator.comparing(Draw::key, Key.ORDER));
        return changed;
    }

    private static boolean differs(long watts, @Nullable Long before) {
        return before == null
                || watts * PER_CENT > before * (PER_CENT + RISE_PERCENT)
                || watts * PER_CENT < before * (PER_CENT - FALL_PERCENT);
    }

    /** These draws are what is planned with now. */
    public void tell(Collection<Draw> draws) {
        draws.forEach(draw -> told.put(draw.key(), draw.wattsPerAccelerator()));
    }

    /** Forgets all services but these. */
    public void keepOnly(Set<String> services) {
        minute.keepOnly(services);
        counts.keySet().removeIf(key -> !services.contains(key.service()));
        told.keySet().removeIf(key -> !services.contains(key.service()));
    }
}
