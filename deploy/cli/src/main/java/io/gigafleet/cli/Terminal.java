package io.gigafleet.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The screen that output goes to, if it is one. */
interface Terminal {

    /** Its size now; empty if output goes into a file or a pipe. */
    Optional<Screen> screen();

    /** What fits on it, in characters. */
    record Screen(int rows, int columns) {
        static final Screen USUAL = new Screen(24, 80);

        private static final Pattern SIZE = Pattern.compile("([1-9][0-9]*) ([1-9][0-9]*)");

        /** What {@code stty size} says; the usual size if it says nothing of use. */
        static Screen of(String size) {
            Matcher numbers = SIZE.matcher(size.strip());
            return numbers.matches()
                    ? new Screen(
                            Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                    : USUAL;
        }
    }

    /** The process's own. */
    static Terminal ofProcess() {
        return () ->
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .map(console -> Screen.of(askForSize()));
    }

    /** What stty says of the terminal at standard input; nothing where there is no stty. */
    private static String askForSize() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
