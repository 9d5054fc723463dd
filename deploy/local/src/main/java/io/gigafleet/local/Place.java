package io.gigafleet.local;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which stack a command is about: the one in {@code --data}, or in the checkout's own {@code
 * .gigafleet}.
 */
final class Place {

    /** System property with the checkout's directory, set by the launcher. */
    static final String CHECKOUT_PROPERTY = "gigafleet.checkout";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the data is (default: .gigafleet in the checkout).")
    private @Nullable Path data;

    Path checkout() {
        return Path.of(Optional.ofNullable(System.getProperty(CHECKOUT_PROPERTY)).orElse(""))
                .toAbsolutePath();
    }

    StackLayout layout() {
        return new StackLayout(data == null ? checkout().resolve(".gigafleet") : data);
    }
}
