package io.gigafleet.nodeagent.arrivals;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A synthetic trace in Azure's format: what conversation traffic looks like, small enough to ship.
 *
 * <p>Twenty minutes at a mean of about 3.4 requests per second. The rate drifts by a third over the
 * whole trace and comes in bursts of some seconds at up to twice the rate, as production traces do;
 * lengths are log-normal, near those of the Azure conversation trace.
 */
public final class SampleTrace {

    private static final int SECONDS = 1_200;
    private static final double REQUESTS_PER_SECOND = 3.4;
    private static final double BURST_CHANCE_PER_SECOND = 0.03;
    private static final int BURST_SECONDS = 8;
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 9, 0);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private SampleTrace() {}

    /** All lines of the trace, header first; the same seed gives the same lines. */
    public static List<String> lines(long seed) {
        SplitMix random = new SplitMix();
        random.seed(SplitMix.mix(seed));
        List<String> lines = new ArrayList<>();
        lines.add("TIMESTAMP,ContextTokens,GeneratedTokens");
        int burstLeft = 0;
        double burst = 1;
        for (int second = 0; second < SECONDS; second++) {
            if (burstLeft > 0) {
                burstLeft--;
            } else if (random.nextOpenDouble() < BURST_CHANCE_PER_SECOND) {
                burstLeft = BURST_SECONDS;
                burst = 1.3 + 0.7 * random.nextOpenDouble();
            }
            double drift = 1 + 0.33 * Math.sin(2 * Math.PI * second / SECONDS);
            double rate = REQUESTS_PER_SECOND * drift * (burstLeft > 0 ? burst : 0.88);
            addSecond(lines, second, rate, random);
        }
        return lines;
    }

    private static void addSecond(List<String> lines, int second, double rate, SplitMix random) {
        double offset = -Math.log(random.nextOpenDouble()) / rate;
        while (offset < 1) {
            LocalDateTime time = START.plusNanos((long) ((second + offset) * 1e9));
            lines.add(
                    TIME.format(time)
                            + ","
                            + TokenLengths.CONVERSATION.input(random)
                            + ","
                            + TokenLengths.CONVERSATION.output(random));
            offset -= Math.log(random.nextOpenDouble()) / rate;
        }
    }
}
