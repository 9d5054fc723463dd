package io.gigafleet.local;

import java.util.Optional;

/** What a second {@code up} says. */
final class AlreadyUp {

    private AlreadyUp() {}

    static void tell(Progress progress, StackLayout layout) {
        progress.plain(text(StackFile.read(layout.stackFile()), layout));
    }

    static String text(Optional<StackFile> stack, StackLayout layout) {
        return stack.map(
                        file ->
                                (file.ready() ? "already up" : "already starting")
                                        + ": "
                                        + file.fleet()
                                        + " at "
                                        + file.url()
                                        + " since "
                                        + file.startedAt()
                                        + "; ./gigafleet down stops it")
                .orElse("another up is just starting or stopping in " + layout.data());
    }
}
