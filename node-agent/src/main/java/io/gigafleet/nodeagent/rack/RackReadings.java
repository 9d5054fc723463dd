package io.gigafleet.nodeagent.rack;

/** What a rack's sensors say after the last step; maxima are of the interval. */
public final class RackReadings {

    private final RackSimulation rack;
    private final RackPower power;
    private final AcceleratorHeat heat;
    private final RackCoolant coolant;
    private final double[] busy;
    private final double[] memoryUsedMebibytes;

    RackReadings(
            RackSimulation rack,
            RackPower power,
            AcceleratorHeat heat,
            RackCoolant coolant,
            double[] busy,
            double[] memoryUsedMebibytes) {
        this.rack = rack;
        this.power = power;
        this.heat = heat;
        this.coolant = coolant;
        this.busy = busy;
        this.memoryUsedMebibytes = memoryUsedMebibytes;
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
        return busy[slot];
    }

    /** Share of full clock, pauses counted in. */
    public double clock(int slot) {
        return rack.energized() ? heat.thermalClock[slot] * power.speed() : 0;
    }

    public double memoryUsedMebibytes(int slot) {
        return memoryUsedMebibytes[slot];
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

    public double flowLitersPerMinute() {
        return coolant.litersPerMinute();
    }

    /** Heat the coolant takes to the loop now. */
    public double heatToLoopWatts() {
        return coolant.carriedWatts();
    }
}
