package io.gigafleet.bench.placement;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a command is told its instance: a directory, or what to generate. */
final class InstanceOptions {

    @ArgGroup(multiplicity = "1")
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
        private int racks;
    }

    /** Reads or generates the instance. */
    Instance instance() throws IOException {
        return source.directory.isPresent()
                ? InstanceReader.read(source.directory.get())
                : InstanceGenerator.generate(source.racks, seed, mix, demand);
    }

    long seed() {
        return seed;
    }

    Mix mix() {
        return mix;
    }

    double demand() {
        return demand;
    }
}
