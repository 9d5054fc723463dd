package io.gigafleet.controlplane.safety.heat;

/**
 * Where a temperature is going, by a first-order model: {@code dT/dt = (steady - T) / tau} (DESIGN
 * 8). Two readings give the steady state exactly, however far apart they are: {@code steady = T0 +
 * (T1 - T0) / (1 - exp(-dt / tau))}.
 *
 * <p>Temperatures are in tenths of a degree Celsius.
 */
final class Approach {

    /** Of dies: 5 to 10 s (DESIGN 8); as the simulated rack has it. */
    static final double DIE_TAU_MILLIS = 6_000;

    /** Of memory stacks, which sit further from the cold plate; as the simulated rack has it. */
    static final double MEMORY_TAU_MILLIS = 12_000;

    /** Never. */
    static final long NEVER = Long.MAX_VALUE;

    private Approach() {}

    /** Where it settles if everything stays as it is. */
    static int steadyDeci(int beforeDeci, int nowDeci, long elapsedMillis, double tauMillis) {
        double share = 1 - Math.exp(-elapsedMillis / tauMillis);
        return (int) Math.round(beforeDeci + (nowDeci - beforeDeci) / share);
    }

    /** When it reaches a limit; 0: it is there, {@link #NEVER}: it settles below. */
    static long timeToMillis(int nowDeci, int steadyDeci, int limitDeci, double tauMillis) {
        if (nowDeci >= limitDeci) {
            return 0;
        }
        if (steadyDeci <= limitDeci) {
            return NEVER;
        }
        return Math.round(
                tauMillis * Math.log((double) (steadyDeci - nowDeci) / (steadyDeci - limitDeci)));
    }
}
