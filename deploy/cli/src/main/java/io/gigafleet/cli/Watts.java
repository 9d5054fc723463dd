package io.gigafleet.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Power on the command line: {@code 600kW}, {@code 1.2MW}, {@code 84000W}. */
record Watts(long watts) {

    private static final Pattern POWER =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(GW|MW|kW|W)");

    /** The power of a word, which has a unit. */
    static Watts of(String word) {
        return read(word, "600kW, 1.2MW or 84000W");
    }

    /**
     * The power of a word, which has a unit: a bare number would be watts to one and kilowatts to
     * another.
     *
     * @param examples of what can be written, for whoever wrote something else
     */
    static Watts read(String word, String examples) {
        Matcher power = POWER.matcher(word);
        if (!power.matches()) {
            throw new TypeConversionException(
                    "'" + word + "' is no power; write it with its unit, as " + examples);
        }
        int zeros =
                switch (power.group(2)) {
                    case "GW" -> 9;
                    case "MW" -> 6;
                    case "kW" -> 3;
                    default -> 0;
                };
        return new Watts(new BigDecimal(power.group(1)).movePointRight(zeros).longValue());
    }
}
