package io.gigafleet.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code gigafleet prepare}: what the launcher does once after a build. */
@Command(
        name = "prepare",
        hidden = true,
        description = "Unpack PostgreSQL and make the AOT caches, in the directory of the build.")
final class PrepareCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        BuiltParts parts = BuiltParts.locate();
        PostgresBinaries.unpackInto(parts.postgresHome());
        Progress progress = new Progress(System.out, System.nanoTime());
        progress.say("PostgreSQL unpacked");
        new CacheTraining(
                        parts,
                        parts.caches().resolveSibling("training"),
                        new Place().checkout(),
                        progress)
                .run();
        return 0;
    }
}
