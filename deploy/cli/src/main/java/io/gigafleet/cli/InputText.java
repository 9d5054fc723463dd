package io.gigafleet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text that a command line points to: a file, or standard input. */
final class InputText {

    /** What stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private InputText() {}

    /**
     * The text of a file.
     *
     * @throws CommandFailure if it can't be read
     */
    static String read(Shell shell, String file) {
        try {
            return file.equals(STANDARD_INPUT)
                    ? new String(shell.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(shell.workingDirectory().resolve(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.ERROR, file + ": no such file");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, file + ": can't be read as UTF-8 text (" + e + ")");
        }
    }

    /** How messages name it. */
    static String nameOf(String file) {
        return file.equals(STANDARD_INPUT) ? "stdin" : file;
    }
}
