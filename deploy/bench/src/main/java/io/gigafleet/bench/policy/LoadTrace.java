package io.gigafleet.bench.policy;

import io.gigafleet.bench.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A measured load: requests per second in windows of equal length.
 *
 * @param windowSeconds length of a window
 * @param requestsPerSecond the mean of each window, from the start
 */
record LoadTrace(int windowSeconds, List<Double> requestsPerSecond) {

    private static final String HEADER = "start_s,requests_per_s";
    private static final int SAMPLE_WINDOW_SECONDS = 600;
    private static final int HOURS_PER_DAY = 24;
    private static final int DAY_SECONDS = 86_400;

    LoadTrace {
        requestsPerSecond = List.copyOf(requestsPerSecond);
        if (windowSeconds <= 0 || requestsPerSecond.isEmpty()) {
            throw new IllegalArgumentException(
                    "a trace of %d windows of %d s says nothing"
                            .formatted(requestsPerSecond.size(), windowSeconds));
        }
    }

    /**
     * Reads a file whose lines are {@code start_s,requests_per_s}, as ServeGen's rates are kept.
     *
     * @throws Misuse if it is another kind of file
     */
    static LoadTrace read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 3 || !lines.getFirst().equals(HEADER)) {
            throw new Misuse(
                    "%s is no load trace: its first line is to be %s, and two windows at least follow"
                            .formatted(file, HEADER));
        }
        List<Double> rates = new ArrayList<>();
        double first = 0;
        double second = 0;
        for (int line = 1; line < lines.size(); line++) {
            double[] row = row(file, line + 1, lines.get(line));
            first = line == 1 ? row[0] : first;
            second = line == 2 ? row[0] : second;
            rates.add(row[1]);
        }
        return new LoadTrace((int) (second - first), rates);
    }

    private static double[] row(Path file, int line, String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                double start = Double.parseDouble(parts[0]);
                double rate = Double.parseDouble(parts[1]);
                if (rate >= 0 && Double.isFinite(rate)) {
                    return new double[] {start, rate};
                }
            }
        } catch (NumberFormatException odd) {
            throw new Misuse("%s line %d: '%s' is no number".formatted(file, line, text), odd);
        }
        throw new Misuse(
                "%s line %d: '%s' is not start_s,requests_per_s".formatted(file, line, text));
    }

    /**
     * A made-up trace: a day's swing of a third, a quieter weekend, drifts of an hour, and now and
     * then an hour at up to twice the rate, as ServeGen's traces have them.
     */
    static LoadTrace sample(int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> rates = new ArrayList<>();
        double drift = 0;
        int burstLeft = 0;
        double burst = 1;
        for (int second = 0; second < days * DAY_SECONDS; second += SAMPLE_WINDOW_SECONDS) {
            double hour = second / 3_600.0 % HOURS_PER_DAY;
            double day = 1 + 0.35 * Math.sin(2 * Math.PI * (hour - 9) / HOURS_PER_DAY);
            double week = second / DAY_SECONDS % 7 >= 5 ? 0.8 : 1;
            drift = 0.85 * drift + 0.1 * random.nextGaussian();
            if (burstLeft > 0) {
                burstLeft--;
            } else if (random.nextDouble() < 0.015) {
                burstLeft = 5;
                burst = 1.3 + 0.7 * random.nextDouble();
            }
            rates.add(200 * day * week * Math.exp(drift) * (burstLeft > 0 ? burst : 1));
        }
        return new LoadTrace(SAMPLE_WINDOW_SECONDS, rates);
    }

    /** The lines of its file. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        for (int window = 0; window < requestsPerSecond.size(); window++) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%d,%.4f",
                            (long) window * windowSeconds,
                            requestsPerSecond.get(window)));
        }
        return lines;
    }

    double seconds() {
        return (double) windowSeconds * requestsPerSecond.size();
    }

    /** The rate at a moment, between the middles of windows on a straight line. */
    double at(double second) {
        double window = second / windowSeconds - 0.5;
        int before = (int) Math.floor(window);
        double share = window - before;
        return window(before) * (1 - share) + window(before + 1) * share;
    }

    private double window(int index) {
        return requestsPerSecond.get(Math.clamp(index, 0, requestsPerSecond.size() - 1));
    }
}
