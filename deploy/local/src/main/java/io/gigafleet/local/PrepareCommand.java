package io.gigafleet.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code gigafleet prepare}: what the launcher does once after a build. */
@Command(name = "prepare", hidden = true, description = "Unpack what a build left packed.")
final class PrepareCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        BuiltParts parts = BuiltParts.locate();
        PostgresBinaries.unpackInto(parts.postgresHome());
        return 0;
    }
}
