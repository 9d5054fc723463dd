package io.gigafleet.schemas.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A declared inference workload. */
public record InferenceService(Metadata metadata, Spec spec) implements Manifest {

    /**
     * What is served and what it needs.
     *
     * @param priority 0 to 7; a replica's weight is {@code accelerators * 2^priority}
     */
    public record Spec(
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
        public Spec {
            power = power == null ? Power.NAMEPLATE : power;
            placement = placement == null ? Placement.ANYWHERE : placement;
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
     * What one replica occupies.
     *
     * @param skus the SKUs it may run on; empty means any
     */
    public record Shape(int accelerators, List<String> skus) {
        public Shape {
            skus = skus == null ? List.of() : List.copyOf(skus);
        }
    }

    /**
     * How a replica's power is planned.
     *
     * @param wattsPerAccelerator for {@code predicted}: draw to plan with, until enough was
     *     observed
     */
    public record Power(PowerPlanning planning, OptionalLong wattsPerAccelerator) {
        public static final Power NAMEPLATE =
                new Power(PowerPlanning.NAMEPLATE, OptionalLong.empty());

        public Power {
            planning = planning == null ? PowerPlanning.NAMEPLATE : planning;
            wattsPerAccelerator =
                    wattsPerAccelerator == null ? OptionalLong.empty() : wattsPerAccelerator;
        }
    }

    /** The draw placement plans with. */
    public enum PowerPlanning {
        /** The SKU's peak. */
        NAMEPLATE,
        /** The declared (later: observed) draw. */
        PREDICTED
    }

    /**
     * Where replicas may stand.
     *
     * @param halls the halls allowed; empty means all
     * @param maxPerRow most replicas of the service in one row; absent means no limit
     */
    public record Placement(List<String> halls, OptionalInt maxPerRow) {
        public static final Placement ANYWHERE = new Placement(List.of(), OptionalInt.empty());

        public Placement {
            halls = halls == null ? List.of() : List.copyOf(halls);
            maxPerRow = maxPerRow == null ? OptionalInt.empty() : maxPerRow;
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
