package io.gigafleet.controlplane.safety;

/** Watts as people read them. */
public final class WattsText {

    private static final long WATTS_PER_KILOWATT = 1_000;
    private static final long WATTS_PER_MEGAWATT = 1_000_000;

    private WattsText() {}

    /** {@code 512 W}, {@code 81.2 kW}, {@code 1.25 MW}. */
    public static String of(long watts) {
        if (watts < WATTS_PER_KILOWATT) {
            return watts + " W";
        }
        if (watts < WATTS_PER_MEGAWATT) {
            long tenths = Math.round(watts * 10.0 / WATTS_PER_KILOWATT);
            return tenths / 10 + "." + tenths % 10 + " kW";
        }
        long hundredths = Math.round(watts * 100.0 / WATTS_PER_MEGAWATT);
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10 + " MW";
    }
}
