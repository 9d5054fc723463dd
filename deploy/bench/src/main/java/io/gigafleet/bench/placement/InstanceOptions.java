package io.gigafleet.bench.placement;

import io.gigafleet.bench.Misuse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a command is told its instance: a directory, or what to generate. */
final class InstanceOptions {

    @ArgGroup(multiplicity = "0..1")
    private Source source = new Source();

    @Option(names = "--seed", defaultValue = "1", description = "With --generate. Default: 1.")
    private long seed;

    @Option(
            names = "--mix",
            defaultValue = "STD",
            description = "With --generate: ${COMPLETION-CANDIDATES}. Default: std.")
    private Mix mix = Mix.STD;

    @Option(
            names = "--demand",
            defaultValue = "1.1",
            description = "With --generate: what is asked, of what the site has. Default: 1.1.")
    private double demand;

    /** One of the two. */
    private static final class Source {

        @Option(
                names = "--instance",
                paramLabel = "DIR",
                description = "Directory with racks, domains, tenants and requests as CSV.")
        private Optional<Path> directory = Optional.empty();

        @Option(
                names = "--generate",
                paramLabel = "RACKS",
                description = "Generate a site of so many racks.")
        private Optional<Integer> racks = Optional.empty();
    }

    /**
     * Reads or generates the instance.
     *
     * @throws Misuse if the command line names none, or one that cannot be generated
     */
    Instance instance() throws IOException {
        if (source.directory.isPresent()) {
            return InstanceReader.read(source.directory.get());
        }
        if (source.racks.isEmpty()) {
            throw new Misuse("no instance: give --instance DIR or --generate RACKS");
        }
        return generated(source.racks.get());
    }

    /**
     * Generates an instance of another size.
     *
     * @throws Misuse if there is no such instance
     */
    Instance generated(int racks) {
        if (racks < 1 || !(demand > 0)) {
            throw new Misuse(
                    "%d racks and a demand of %s: give at least one rack and a demand above 0"
                            .formatted(racks, demand));
        }
        return InstanceGenerator.generate(racks, seed, mix, demand);
    }

    /** Whether an instance is named. */
    boolean isGiven() {
        return source.directory.isPresent() || source.racks.isPresent();
    }

    long seed() {
        return seed;
    }
}
