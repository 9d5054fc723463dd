package io.gigafleet.controlplane.rollout;

import io.gigafleet.controlplane.fleet.TestFleet;
import io.gigafleet.schemas.manifest.Sku;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sensors of a rack say: a sound one at idle or under full load, unless told otherwise.
 *
 * @param flowJitter by how much the flow sensor's word changes from one sample to the next; 0: it
 *     is stuck
 */
record Reading(
        long watts,
        long flowMillilitersPerMinute,
        int returnMilliCelsius,
        int dieDeciCelsius,
        long thermalThrottleMillis,
        int deadAccelerators,
        boolean leaking,
        long pressurePascals,
        int switchTraysUp,
        long flowJitter) {

    static final long DUE_PRESSURE_PASCALS = 250_000;
    static final int SUPPLY_MILLI_CELSIUS = 40_000;

    private static final Sku.Spec SKU = TestFleet.GB300.spec();
    private static final int ACCELERATORS = 72;
    private static final int SWITCH_TRAYS = 9;

    /** 1.5 L/min for each of 140 kW. */
    private static final long RATED_FLOW = 210_000;

    private static final double WATTS_PER_KELVIN_AND_MILLILITER_PER_MINUTE = 0.0663;

    /** Without power: nothing runs, and no accelerator draws anything. */
    static Reading off() {
        return drawing(0).flow(0).dead(ACCELERATORS).pressure(0);
    }

    static Reading idle() {
        return drawing(SKU.power().idleWatts());
    }

    static Reading burning() {
        return drawing(SKU.power().peakWatts()).die(710);
    }

    /** The coolant is as warm as it must be if it takes the liquid's share of the heat away. */
    private static Reading drawing(long watts) {
        double kelvin =
                watts
                        * SKU.cooling().liquidFraction()
                        / (RATED_FLOW * WATTS_PER_KELVIN_AND_MILLILITER_PER_MINUTE);
        return new Reading(
                watts,
                RATED_FLOW,
                (int) Math.round(SUPPLY_MILLI_CELSIUS + kelvin * 1e3),
                450,
                0,
                0,
                false,
                DUE_PRESSURE_PASCALS,
                SWITCH_TRAYS,
                10);
    }

    Reading watts(long value) {
        return copy(value, flowMillilitersPerMinute, dieDeciCelsius, deadAccelerators);
    }

    Reading flow(long millilitersPerMinute) {
        return copy(watts, millilitersPerMinute, dieDeciCelsius, deadAccelerators);
    }

    Reading die(int deciCelsius) {
        return copy(watts, flowMillilitersPerMinute, deciCelsius, deadAccelerators);
    }

    Reading dead(int accelerators) {
        return copy(watts, flowMillilitersPerMinute, dieDeciCelsius, accelerators);
    }

    private Reading copy(long newWatts, long newFlow, int newDie, int newDead) {
        return new Reading(
                newWatts,
                newFlow,
                returnMilliCelsius,
                newDie,
                thermalThrottleMillis,
                newDead,
                leaking,
                pressurePascals,
                switchTraysUp,
                flowJitter);
    }

    Reading returning(int milliCelsius) {
        return new Reading(
                watts,
                flowMillilitersPerMinute,
                milliCelsius,
                dieDeciCelsius,
                thermalThrottleMillis,
                deadAccelerators,
                leaking,
                pressurePascals,
                switchTraysUp,
                flowJitter);
    }

    Reading throttledFor(long acceleratorMillis) {
        return new Reading(
                watts,
                flowMillilitersPerMinute,
                returnMilliCelsius,
                dieDeciCelsius,
                acceleratorMillis,
                deadAccelerators,
                leaking,
                pressurePascals,
                switchTraysUp,
                flowJitter);
    }

    Reading wet() {
        return new Reading(
                watts,
                flowMillilitersPerMinute,
                returnMilliCelsius,
                dieDeciCelsius,
                thermalThrottleMillis,
                deadAccelerators,
                true,
                pressurePascals,
                switchTraysUp,
                flowJitter);
    }

    Reading pressure(long pascals) {
        return new Reading(
                watts,
                flowMillilitersPerMinute,
                returnMilliCelsius,
                dieDeciCelsius,
                thermalThrottleMillis,
                deadAccelerators,
                leaking,
                pascals,
                switchTraysUp,
                flowJitter);
    }

    Reading switchTrays(int up) {
        return new Reading(
                watts,
                flowMillilitersPerMinute,
                returnMilliCelsius,
                dieDeciCelsius,
                thermalThrottleMillis,
                deadAccelerators,
                leaking,
                pressurePascals,
                up,
                flowJitter);
    }

    Reading withStuckFlow() {
        return new Reading(
                watts,
                flowMillilitersPerMinute,
                returnMilliCelsius,
                dieDeciCelsius,
                thermalThrottleMillis,
                deadAccelerators,
                leaking,
                pressurePascals,
                switchTraysUp,
                0);
    }

    /** So many samples of it, a second apart, beginning at 0. */
    Samples times(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            samples.add(sample(at * 1_000L, flowMillilitersPerMinute + at % 3 * flowJitter));
        }
        return new Samples(samples);
    }

    private Sample sample(long atMillis, long flow) {
        return new Sample(
                atMillis,
                watts,
                watts,
                flow,
                SUPPLY_MILLI_CELSIUS,
                returnMilliCelsius,
                dieDeciCelsius,
                thermalThrottleMillis,
                deadAccelerators,
                leaking,
                pressurePascals,
                switchTraysUp);
    }
}
