package io.gigafleet.bench.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis between two powers of ten.
 *
 * @param least the power of ten at which it begins
 * @param most the power of ten at which it ends
 * @param from pixels where it begins
 * @param to pixels where it ends
 */
record LogAxis(int least, int most, double from, double to) {

    LogAxis {
        if (least >= most) {
            throw new IllegalArgumentException(
                    "an axis from 10^%d to 10^%d has no length".formatted(least, most));
        }
    }

    /** The shortest axis that shows all values above zero. */
    static LogAxis over(List<Double> values, double from, double to) {
        double least = values.stream().filter(value -> value > 0).reduce(Math::min).orElse(1.0);
        double most = values.stream().reduce(Math::max).orElse(10.0);
        int begin = (int) Math.floor(Math.log10(least));
        int end = (int) Math.ceil(Math.log10(Math.max(most, least)));
        return new LogAxis(begin, Math.max(end, begin + 1), from, to);
    }

    /** The pixel of a value; values beyond an end are drawn at that end. */
    double at(double value) {
        double power = value <= 0 ? least : Math.log10(value);
        double share = (Math.clamp(power, least, most) - least) / (most - least);
        return from + share * (to - from);
    }

    /** Every power of ten on it. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        for (int power = least; power <= most; power++) {
            marks.add(Math.pow(10, power));
        }
        return marks;
    }
}
