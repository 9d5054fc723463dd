package io.gigafleet.local;

import java.util.List;
import java.util.Optional;

/** Processes that a supervisor which was killed left behind. */
final class Leftovers {

    private Leftovers() {}

    /** Stops them, if there are any. Call only while no supervisor runs. */
    static void stop(StackLayout layout, Progress progress) {
        Optional<StackFile> left = StackFile.read(layout.stackFile());
        List<StackFile.Entry> alive =
                left.map(StackFile::processes).orElse(List.of()).stream()
                        .filter(StackFile.Entry::alive)
                        .toList();
        if (!alive.isEmpty()) {
            progress.say(
                    "stopping what an earlier run left behind: "
                            + String.join(
                                    ", ", alive.stream().map(StackFile.Entry::name).toList()));
            StopOrder.stop(alive);
        }
    }
}
