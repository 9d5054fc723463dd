package io.gigafleet.local;

import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestReader;
import io.gigafleet.schemas.manifest.ManifestReading;
import io.gigafleet.schemas.manifest.ManifestWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The scenarios {@code up} knows by name, and any file of manifests. */
final class Scenarios {

    static final String DPS_8 = "dps-8";
    static final String HALL_64 = "hall-64";
    static final String GIGAWATT = "gigawatt";

    private static final int HALL_RACKS = 64;
    private static final int GIGAWATT_RACKS = 7_000;
    private static final int GENERATED_AGENTS = 2;
    private static final int PROBLEMS_SHOWN = 10;

    /**
     * Makes of the sample's 3.7 requests a second about 3.3 for each of dps-8's 32 replicas of
     * frontier-chat, which brings the site to 70% of its budget.
     */
    private static final double DPS_8_TRAFFIC_SCALE = 29;

    /** The same for generated sites, whose batch service has fewer replicas to share the stream. */
    private static final double TRAFFIC_SCALE_PER_RACK = 2.9;

    private Scenarios() {}

    /**
     * The scenario of that name, or the one in that file.
     *
     * @param examples directory of the manifests that come with the product
     * @throws StackException if a file can't be read or has problems
     */
    static Scenario load(String scenario, OptionalInt racks, boolean isEmpty, Path examples) {
        return switch (scenario) {
            case HALL_64 -> generated(HALL_64, racks.orElse(HALL_RACKS), isEmpty);
            case GIGAWATT -> generated(GIGAWATT, racks.orElse(GIGAWATT_RACKS), isEmpty);
            case DPS_8 -> {
                requireNeither(racks, isEmpty);
                String yaml = text(examples.resolve("dps-8.yaml"));
                yield of(DPS_8, yaml, DPS_8_TRAFFIC_SCALE);
            }
            default -> {
                requireNeither(racks, isEmpty);
                Path file = Path.of(scenario);
                String yaml = text(file);
                requireSound(file, yaml);
                yield of(scenario, yaml, 1);
            }
        };
    }

    static Scenario generated(String name, int racks) {
        return generated(name, racks, false);
    }

    private static Scenario generated(String name, int racks, boolean isEmpty) {
        List<Manifest> manifests = SiteGenerator.generate(name, racks, isEmpty);
        String yaml = ManifestWriter.toYaml(manifests);
        ManifestOutline outline = ManifestOutline.of(yaml);
        return new Scenario(
                name,
                yaml,
                outline.loops(),
                racks,
                isEmpty,
                outline.services(),
                Math.min(GENERATED_AGENTS, outline.loops().size()),
                racks * TRAFFIC_SCALE_PER_RACK);
    }

    /** A few loops get an agent each, as hosts stand beside the racks they serve. */
    private static Scenario of(String name, String yaml, double sampleTrafficScale) {
        ManifestOutline outline = ManifestOutline.of(yaml);
        int loops = outline.loops().size();
        return new Scenario(
                name,
                yaml,
                outline.loops(),
                outline.racks(),
                false,
                outline.services(),
                loops <= AgentPlan.ONE_EACH_MAX ? loops : GENERATED_AGENTS,
                sampleTrafficScale);
    }

    private static void requireSound(Path file, String yaml) {
        if (ManifestReader.read(yaml) instanceof ManifestReading.Rejected rejected) {
            throw new StackException(
                    file
                            + " has "
                            + rejected.problems().size()
                            + " problem(s); nothing was started",
                    rejected.problems().stream()
                            .limit(PROBLEMS_SHOWN)
                            .map(problem -> file + ":" + problem)
                            .toList());
        }
    }

    private static void requireNeither(OptionalInt racks, boolean isEmpty) {
        if (racks.isPresent() || isEmpty) {
            throw new UpOptions.UsageException(
                    (isEmpty ? "--empty" : "--racks")
                            + " works with the generated scenarios "
                            + HALL_64
                            + " and "
                            + GIGAWATT);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new StackException(
                    "there is no scenario and no file '"
                            + file
                            + "'; choose "
                            + String.join(", ", DPS_8, HALL_64, GIGAWATT)
                            + " or a file of manifests",
                    e);
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
