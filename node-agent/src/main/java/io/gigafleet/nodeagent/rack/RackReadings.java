package io.gigafleet.nodeagent.rack;

/** What a rack's sensors say after the last step; maxima are of the interval. */
public final class RackReadings {

    private final RackSimulation rack;
    private final RackPower power;
    private final AcceleratorHeat heat;
    private final RackCoolant coolant;
    private final SlotLoad load;
    private final LiquidSensors sensors;

    RackReadings(
            RackSimulation rack,
            RackPower power,
            AcceleratorHeat heat,
            RackCoolant coolant,
            SlotLoad load,
            LiquidSensors sensors) {
        this.rack = rack;
        this.power = power;
        this.heat = heat;
        this.coolant = coolant;
        this.load = load;
        this.sensors = sensors;
    }

    public double rackWatts() {
        return power.rackWatts();
    }

    public double rackMaxWatts() {
        return power.rackMaxWatts();
    }

    public double acceleratorWatts(int slot) {
        return power.watts[slot];
    }

    public double acceleratorMaxWatts(int slot) {
        return power.maxWatts[slot];
    }

    public double dieCelsius(int slot) {
        return heat.dieCelsius[slot];
    }

    public double dieMaxCelsius(int slot) {
        return heat.dieMaxCelsius[slot];
    }

    public double memoryCelsius(int slot) {
        return heat.memoryCelsius[slot];
    }

    /** Share of the last step in which the accelerator worked. */
    public double utilization(int slot) {
        return load.busy[slot];
    }

    /** Share of full clock, pauses counted in. */
    public double clock(int slot) {
        double most = load.stalled[slot] ? RackDefects.STALLED_CLOCK : 1;
        return rack.energized() ? most * heat.thermalClock[slot] * power.speed() : 0;
    }

    public double memoryUsedMebibytes(int slot) {
        return load.memoryUsedMebibytes[slot];
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
                ? Math.max(0, rack.sku().switchTrays() - rack.defects().switchTraysDown())
                : 0;
    }

    /** Heat the coolant takes to the loop now. */
    public double heatToLoopWatts() {
        return coolant.carriedWatts();
    }
}
