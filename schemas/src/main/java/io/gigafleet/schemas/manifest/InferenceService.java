package io.gigafleet.schemas.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A declared inference workload. */
public record InferenceService(Metadata metadata, Spec spec) implements Manifest {

    /**
     * What is served and what it needs.
     *
     * @param priority 0 to 7; a replica's weight is {@code accelerators * 2^priority}
     * @param gracePeriod how long a replica whose place is taken back may still finish requests
     */
    public record Spec(
            String tenant,
            Model model,
            Replicas replicas,
            Shape shape,
            Power power,
            int priority,
            boolean preemptible,
            Duration gracePeriod,
            Placement placement,
            Slo slo,
            Traffic traffic) {

        /** The grace period of a service that declares none. */
        public static final Duration USUAL_GRACE_PERIOD = Duration.ofSeconds(30);

        public Spec {
            gracePeriod = gracePeriod == null ? USUAL_GRACE_PERIOD : gracePeriod;
            power = power == null ? Power.NAMEPLATE : power;
            placement = placement == null ? Placement.ANYWHERE : placement;
        }

        /** With the usual grace period. */
        public Spec(
                String tenant,
                Model model,
                Replicas replicas,
                Shape shape,
                Power power,
                int priority,
                boolean preemptible,
                Placement placement,
                Slo slo,
                Traffic traffic) {
            this(
                    tenant,
                    model,
                    replicas,
                    shape,
                    power,
                    priority,
                    preemptible,
                    USUAL_GRACE_PERIOD,
                    placement,
                    slo,
                    traffic);
        }
    }

    /** The model, as far as its cost goes. */
    public record Model(
            String name,
            double parametersTotal,
            double parametersActive,
            Precision precision,
            int contextTokens) {

        /** Bytes of all weights. */
        public double weightBytes() {
            return parametersTotal * precision.bytesPerParameter();
        }
    }

    /** Number format of the weights. */
    public enum Precision {
        FP4(0.5),
        FP8(1),
        BF16(2);

        private final double bytesPerParameter;

        Precision(double bytesPerParameter) {
            this.bytesPerParameter = bytesPerParameter;
        }

        public double bytesPerParameter() {
            return bytesPerParameter;
        }

        /** The word used in manifests and on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many copies: at least {@code min}, at most {@code max}. */
    public record Replicas(int min, int max) {}

    /**
     * What one replica occupies: exactly one of {@code accelerators}, {@code racks} and {@code
     * pools} is given.
     *
     * @param accelerators accelerators of one rack; 0 if the replica is a gang or pooled
     * @param racks whole racks of one row, all or nothing (a gang); 0 if it is none
     * @param pools prefill and decode parts, all in one row
     * @param skus the SKUs it may run on; empty means any
     */
    public record Shape(
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int accelerators,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int racks,
            Optional<Pools> pools,
            List<String> skus) {
        public Shape {
            pools = pools == null ? Optional.empty() : pools;
            skus = skus == null ? List.of() : List.copyOf(skus);
        }

        /** Accelerators of one rack. */
        public Shape(int accelerators, List<String> skus) {
            this(accelerators, 0, Optional.empty(), skus);
        }

        /** So many whole racks of one row. */
        public static Shape ofRacks(int racks, List<String> skus) {
            return new Shape(0, racks, Optional.empty(), skus);
        }

        /** Prefill and decode pools in one row. */
        public static Shape ofPools(Pools pools) {
            return new Shape(0, 0, Optional.of(pools), List.of());
        }

        /** Whether one replica is one part of one rack. */
        public boolean liesInOneRack() {
            return accelerators > 0;
        }

        /**
         * What one replica consists of; each part lies in one rack. Prefill comes before decode.
         */
        public List<Part> parts() {
            if (liesInOneRack()) {
                return List.of(new Part(Role.AGGREGATED, OptionalInt.of(accelerators), skus));
            }
            List<Part> parts =
                    new ArrayList<>(
                            Collections.nCopies(
                                    racks, new Part(Role.AGGREGATED, OptionalInt.empty(), skus)));
            pools.ifPresent(
                    both -> {
                        parts.addAll(both.prefill().parts(Role.PREFILL, skus));
                        parts.addAll(both.decode().parts(Role.DECODE, skus));
                    });
            return List.copyOf(parts);
        }
    }

    /** The parts that read prompts and the parts that write answers. */
    public record Pools(Pool prefill, Pool decode) {}

    /**
     * Equal parts of one replica.
     *
     * @param count how many
     * @param accelerators accelerators of one part, all of one rack
     * @param skus the SKUs a part may run on; empty means those of the shape
     */
    public record Pool(int count, int accelerators, List<String> skus) {
        public Pool {
            skus = skus == null ? List.of() : List.copyOf(skus);
        }

        private List<Part> parts(Role role, List<String> otherwise) {
            return Collections.nCopies(
                    count,
                    new Part(
                            role, OptionalInt.of(accelerators), skus.isEmpty() ? otherwise : skus));
        }
    }

    /**
     * A piece of a replica that lies in one rack.
     *
     * @param accelerators how many of the rack's; empty: all, whatever the rack's SKU has
     * @param skus the SKUs it may run on; empty means any
     */
    public record Part(Role role, OptionalInt accelerators, List<String> skus) {
        public Part {
            skus = List.copyOf(skus);
        }
    }

    /** What a part does for its replica. */
    public enum Role {
        /** Prefill and decode. */
        AGGREGATED,
        PREFILL,
        DECODE
    }

    /**
     * How a replica's power is planned.
     *
     * @param wattsPerAccelerator for {@code predicted}: draw to plan with, until enough was
     *     observed
     * @param marginPercent for {@code predicted}: what is added to the observed draw; absent means
     *     {@link #USUAL_MARGIN_PERCENT}
     */
    public record Power(
            PowerPlanning planning, OptionalLong wattsPerAccelerator, OptionalInt marginPercent) {

        /** The margin of a service that declares none. */
        public static final int USUAL_MARGIN_PERCENT = 10;

        public static final Power NAMEPLATE =
                new Power(PowerPlanning.NAMEPLATE, OptionalLong.empty());

        public Power {
            planning = planning == null ? PowerPlanning.NAMEPLATE : planning;
            wattsPerAccelerator =
                    wattsPerAccelerator == null ? OptionalLong.empty() : wattsPerAccelerator;
            marginPercent = marginPercent == null ? OptionalInt.empty() : marginPercent;
        }

        /** With the usual margin. */
        public Power(PowerPlanning planning, OptionalLong wattsPerAccelerator) {
            this(planning, wattsPerAccelerator, OptionalInt.empty());
        }
    }

    /** The draw placement plans with. */
    public enum PowerPlanning {
        /** The SKU's peak. */
        NAMEPLATE,
        /** The observed draw and a margin; until enough was observed, the declared draw. */
        PREDICTED
    }

    /**
     * Where replicas may stand. A limit that is absent is none.
     *
     * @param halls the halls allowed; empty means all
     * @param labels labels the rack, its row or its hall must have, with these values
     * @param maxPerRow most replicas of the service in one row
     * @param maxPerLoop most replicas of the service on one coolant loop
     * @param maxPerRack most replicas of the service in one rack
     * @param exclusive whether its racks hold replicas of its tenant only
     */
    public record Placement(
            List<String> halls,
            Map<String, String> labels,
            OptionalInt maxPerRow,
            OptionalInt maxPerLoop,
            OptionalInt maxPerRack,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean exclusive) {
        public static final Placement ANYWHERE = new Placement(List.of(), OptionalInt.empty());

        public Placement {
            halls = halls == null ? List.of() : List.copyOf(halls);
            labels = labels == null ? Map.of() : Map.copyOf(labels);
            maxPerRow = maxPerRow == null ? OptionalInt.empty() : maxPerRow;
            maxPerLoop = maxPerLoop == null ? OptionalInt.empty() : maxPerLoop;
            maxPerRack = maxPerRack == null ? OptionalInt.empty() : maxPerRack;
        }

        /** In these halls, at most so many in one row. */
        public Placement(List<String> halls, OptionalInt maxPerRow) {
            this(halls, Map.of(), maxPerRow, OptionalInt.empty(), OptionalInt.empty(), false);
        }
    }

    /**
     * What users were promised: 95th percentiles of time to first token and time per output token.
     */
    public record Slo(Duration ttftP95, Duration tpotP95) {}

    /**
     * Where the service's requests come from.
     *
     * @param source name of an arrival source that the agents have
     */
    public record Traffic(String source) {}
}
