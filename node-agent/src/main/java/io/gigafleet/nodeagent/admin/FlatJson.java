package io.gigafleet.nodeagent.admin;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON objects whose values are all plain strings: as much as the loopback port needs. */
final class FlatJson {

    private static final String STRING = "\\s*\"([^\"\\\\]*)\"\\s*";
    private static final Pattern MEMBER = Pattern.compile(STRING + ":" + STRING);
    private static final Pattern OBJECT =
            Pattern.compile("\\s*\\{(" + MEMBER + "(," + MEMBER + ")*)?\\s*}\\s*");

    private FlatJson() {}

    /**
     * Reads an object; of a name that is there twice the last value counts.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Map<String, String> read(String text) {
        if (!OBJECT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "the body is not a JSON object of strings, as {\"rack\":\"r5\"}");
        }
        Map<String, String> members = new TreeMap<>();
        Matcher member = MEMBER.matcher(text);
        while (member.find()) {
            members.put(member.group(1), member.group(2));
        }
        return members;
    }
}
