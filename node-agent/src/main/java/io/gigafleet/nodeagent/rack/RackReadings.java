package io.gigafleet.nodeagent.rack;

import java.util.Set;

/** What a rack's sensors say after the last step; maxima are of the interval. */
public final class RackReadings {

    private final RackSimulation rack;
    private final RackPower power;
    private final AcceleratorHeat heat;
    private final RackCoolant coolant;
    private final SlotLoad load;
    private final LiquidSensors sensors;
    private StuckSensors stuck = StuckSensors.NONE;

    RackReadings(RackSimulation rack, RackPhysics physics, LiquidSensors sensors) {
        this.rack = rack;
        power = physics.power;
        heat = physics.heat;
        coolant = physics.coolant;
        load = physics.load;
        this.sensors = sensors;
    }

    /** Makes some sensors say from now on what they say now; the others work again. */
    void freeze(Set<RackTroubles.Sensor> sensorsStuck) {
        stuck = stuck.with(sensorsStuck, this);
    }

    int accelerators() {
        return rack.sku().accelerators();
    }

    public double rackWatts() {
        return power.rackWatts();
    }

    public double rackMaxWatts() {
        return power.rackMaxWatts();
    }

    public double acceleratorWatts(int slot) {
        return stuck.watts().length > 0 ? stuck.watts()[slot] : power.watts[slot];
    }

    public double acceleratorMaxWatts(int slot) {
        return stuck.watts().length > 0 ? stuck.watts()[slot] : power.maxWatts[slot];
    }

    public double dieCelsius(int slot) {
        return stuck.dies().length > 0 ? stuck.dies()[slot] : heat.dieCelsius[slot];
    }

    public double dieMaxCelsius(int slot) {
        return stuck.dies().length > 0 ? stuck.dies()[slot] : heat.dieMaxCelsius[slot];
    }

    public double memoryCelsius(int slot) {
        return heat.memoryCelsius[slot];
    }

    /** Share of the last step in which the accelerator worked. */
    public double utilization(int slot) {
        return load.busy(slot);
    }

    public double hottestDieCelsius() {
        return heat.hottestDieCelsius();
    }

    public double hottestMemoryCelsius() {
        return heat.hottestMemoryCelsius();
    }

    /** Share of full clock, pauses counted in. */
    public double clock(int slot) {
        double most = load.stalled[slot] ? RackDefects.STALLED_CLOCK : 1;
        return rack.energized()
                ? most * heat.thermalClock[slot] * power.speed(load.yielding[slot] > 0)
                : 0;
    }

    public double memoryUsedMebibytes(int slot) {
        return load.memoryUsedMebibytes(slot);
    }

    public double supplyCelsius() {
        return coolant.supplyCelsius();
    }

    public double returnCelsius() {
        return coolant.returnCelsius();
    }

    public double returnMaxCelsius() {
        return coolant.returnMaxCelsius();
    }

    /** What flows; the loop feels it. */
    public double flowLitersPerMinute() {
        return coolant.litersPerMinute();
    }

    public double ratedFlowLitersPerMinute() {
        return coolant.ratedLitersPerMinute();
    }

    /** What the flow sensor says flows. */
    public double measuredFlowLitersPerMinute() {
        if (stuck.flow().isPresent()) {
            return stuck.flow().getAsDouble();
        }
        return rack.energized() && rack.defects().flowSensorStuck()
                ? sensors.stuckFlowLitersPerMinute()
                : sensors.flowLitersPerMinute(coolant.litersPerMinute(), rack.steps());
    }

    /** Pressure at the manifold above ambient; 0 while the valves are closed. */
    public double pressurePascals() {
        return rack.liquidIsolated()
                ? 0
                : sensors.pressurePascals(rack.lostPascals(), rack.steps());
    }

    /** Switch trays of the scale-up fabric that are up. */
    public int switchTraysUp() {
        return rack.energized()
                ? Math.max(0, rack.sku().switchTrays() - rack.switchTraysDown())
                : 0;
    }

    /** Heat the coolant takes to the loop now. */
    public double heatToLoopWatts() {
        return coolant.carriedWatts();
    }
}
