package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What a plain scalar means, by the core schema of YAML 1.2 (section 10.3.2), decimal numbers only:
 * {@code 671e9} is a number and {@code no} is text, both unlike YAML 1.1.
 */
final class YamlScalars {

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

    /** Doubles below this hold every whole number exactly. */
    private static final double EXACT_WHOLE = 1L << 53;

    private static final long BILLION = 1_000_000_000L;

    private YamlScalars() {}

    /** The value of a plain scalar. A number without a fraction is a whole number. */
    static JsonNode read(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NullNode.instance;
            case "true", "True", "TRUE" -> BooleanNode.TRUE;
            case "false", "False", "FALSE" -> BooleanNode.FALSE;
            default -> numberOrText(text);
        };
    }

    private static JsonNode numberOrText(String text) {
        if (WHOLE.matcher(text).matches()) {
            return LongNode.valueOf(Long.parseLong(text));
        }
        if (!NUMBER.matcher(text).matches()) {
            return TextNode.valueOf(text);
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            return TextNode.valueOf(text);
        }
        return isWhole(number) ? LongNode.valueOf((long) number) : DoubleNode.valueOf(number);
    }

    private static boolean isWhole(double number) {
        return Math.rint(number) == number && Math.abs(number) < EXACT_WHOLE;
    }

    /**
     * The shortest plain scalar that reads as this number: {@code 671e9}, {@code 0.87}, {@code 8}.
     */
    static String write(double number) {
        if (!isWhole(number)) {
            return Double.toString(number);
        }
        long whole = (long) number;
        boolean billions = whole != 0 && whole % (BILLION / 10) == 0 && Math.abs(whole) >= BILLION;
        return billions
                ? BigDecimal.valueOf(whole, 9).stripTrailingZeros().toPlainString() + "e9"
                : Long.toString(whole);
    }
}
