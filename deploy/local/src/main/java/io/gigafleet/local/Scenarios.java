package io.gigafleet.local;

import io.gigafleet.schemas.manifest.Located;
import io.gigafleet.schemas.manifest.Manifest;
import io.gigafleet.schemas.manifest.ManifestReader;
import io.gigafleet.schemas.manifest.ManifestReading;
import io.gigafleet.schemas.manifest.ManifestWriter;
import io.gigafleet.schemas.manifest.Site;
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
     * Makes of the sample's 3.7 requests a second about 4.6 for each of dps-8's 32 replicas of
     * frontier-chat, which brings the site to 70% of its budget.
     */
    private static final double DPS_8_TRAFFIC_SCALE = 40;

    /** The same for each replica of a generated site, which has four a rack. */
    private static final double TRAFFIC_SCALE_PER_RACK = DPS_8_TRAFFIC_SCALE / 8;

    private Scenarios() {}

    /**
     * The scenario of that name, or the one in that file.
     *
     * @param examples directory of the manifests that come with the product
     * @throws StackException if a file can't be read or has problems
     */
    static Scenario load(String scenario, OptionalInt racks, Path examples) {
        return switch (scenario) {
            case HALL_64 -> generated(HALL_64, racks.orElse(HALL_RACKS));
            case GIGAWATT -> generated(GIGAWATT, racks.orElse(GIGAWATT_RACKS));
            case DPS_8 -> fromFile(DPS_8, examples.resolve("dps-8.yaml"), racks);
            default -> fromFile(scenario, Path.of(scenario), racks);
        };
    }

    static Scenario generated(String name, int racks) {
        List<Manifest> manifests = SiteGenerator.generate(name, racks);
        return new Scenario(
                name,
                manifests,
                ManifestWriter.toYaml(manifests),
                GENERATED_AGENTS,
                racks * TRAFFIC_SCALE_PER_RACK);
    }

    private static Scenario fromFile(String name, Path file, OptionalInt racks) {
        if (racks.isPresent()) {
            throw new UpOptions.UsageException(
                    "--racks works with the generated scenarios " + HALL_64 + " and " + GIGAWATT);
        }
        String yaml = text(file);
        return switch (ManifestReader.read(yaml)) {
            case ManifestReading.Accepted accepted ->
                    fromManifests(
                            name,
                            yaml,
                            accepted.manifests().stream().map(Located::manifest).toList());
            case ManifestReading.Rejected rejected ->
                    throw new StackException(
                            file
                                    + " has "
                                    + rejected.problems().size()
                                    + " problem(s); nothing was started",
                            rejected.problems().stream()
                                    .limit(PROBLEMS_SHOWN)
                                    .map(problem -> file + ":" + problem)
                                    .toList());
        };
    }

    /** One agent per coolant loop, as hosts stand beside the racks they serve. */
    private static Scenario fromManifests(String name, String yaml, List<Manifest> manifests) {
        int loops =
                manifests.stream()
                        .filter(Site.class::isInstance)
                        .mapToInt(site -> ((Site) site).spec().loops().size())
                        .sum();
        return new Scenario(
                name,
                manifests,
                yaml,
                loops <= AgentPlan.ONE_EACH_MAX ? loops : GENERATED_AGENTS,
                name.equals(DPS_8) ? DPS_8_TRAFFIC_SCALE : 1);
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
