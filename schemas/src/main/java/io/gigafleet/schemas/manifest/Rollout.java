package io.gigafleet.schemas.manifest;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Brings racks into service, or new firmware onto racks in service, in waves. */
public record Rollout(Metadata metadata, Spec spec) implements Manifest {

    /**
     * Which racks, how, and how fast.
     *
     * @param firmware the version to pin; empty: leave it (only for {@code commission})
     * @param canary racks of the first wave
     * @param growth how many times larger each wave is than the one before
     * @param soak how long a finished wave is watched before the next begins
     * @param rampMegawattsPerMinute most committed power added in any minute
     * @param deadline when all racks should be in service, ISO 8601 with an offset; empty: none
     * @param maxUnavailablePerService for {@code firmware}: most replicas of one service that may
     *     be on their way from one rack to another at once
     * @param stages what differs from the usual plan, by the stage to reach
     */
    public record Spec(
            Kind kind,
            Racks racks,
            String firmware,
            int canary,
            double growth,
            Duration soak,
            Limits limits,
            double rampMegawattsPerMinute,
            Failures failures,
            String deadline,
            Mode mode,
            int maxUnavailablePerService,
            Map<String, StagePlan> stages) {

        private static final double USUAL_GROWTH = 2;
        private static final Duration USUAL_SOAK = Duration.ofHours(1);
        private static final double USUAL_RAMP_MEGAWATTS_PER_MINUTE = 2;

        public Spec {
            firmware = firmware == null ? "" : firmware;
            growth = growth == 0 ? USUAL_GROWTH : growth;
            soak = soak == null ? USUAL_SOAK : soak;
            limits = limits == null ? Limits.USUAL : limits;
            rampMegawattsPerMinute =
                    rampMegawattsPerMinute == 0
                            ? USUAL_RAMP_MEGAWATTS_PER_MINUTE
                            : rampMegawattsPerMinute;
            failures = failures == null ? Failures.USUAL : failures;
            deadline = deadline == null ? "" : deadline;
            mode = mode == null ? Mode.AUTOMATIC : mode;
            maxUnavailablePerService = maxUnavailablePerService == 0 ? 1 : maxUnavailablePerService;
            stages = Collections.unmodifiableMap(new TreeMap<>(stages == null ? Map.of() : stages));
        }

        /**
         * The deadline as a moment; empty if there is none.
         *
         * @throws java.time.DateTimeException if it isn't one, which {@link ManifestReader} refuses
         */
        public Optional<Instant> deadlineAt() {
            return deadline.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(deadline).toInstant());
        }
    }

    /** What is rolled out. */
    public enum Kind {
        /** New racks, from the dock into service. */
        COMMISSION,
        /** A firmware version, onto racks in service. */
        FIRMWARE
    }

    /**
     * The racks; exactly one of {@code delivery}, {@code names} and {@code rows} is given.
     *
     * @param delivery name of a delivery: all its racks; empty: not chosen by delivery
     * @param skus only racks of these models; empty: all
     */
    public record Racks(String delivery, List<String> names, List<String> rows, List<String> skus) {
        public Racks {
            delivery = delivery == null ? "" : delivery;
            names = names == null ? List.of() : List.copyOf(names);
            rows = rows == null ? List.of() : List.copyOf(rows);
            skus = skus == null ? List.of() : List.copyOf(skus);
        }
    }

    /** Most racks in progress at once, in one row and on one coolant loop. */
    public record Limits(int perRow, int perLoop) {
        private static final int USUAL_PER_ROW = 8;
        private static final int USUAL_PER_LOOP = 4;

        public static final Limits USUAL = new Limits(USUAL_PER_ROW, USUAL_PER_LOOP);

        public Limits {
            perRow = perRow == 0 ? USUAL_PER_ROW : perRow;
            perLoop = perLoop == 0 ? USUAL_PER_LOOP : perLoop;
        }
    }

    /**
     * Failed racks that the rollout bears without a pause.
     *
     * @param max more than so many pause it; absent: no such limit
     * @param share more than this share of the racks touched so far, rounded up, pause it; 0 to 1;
     *     absent: no such limit
     */
    public record Failures(OptionalInt max, OptionalDouble share) {
        public static final Failures USUAL =
                new Failures(OptionalInt.empty(), OptionalDouble.of(0.05));

        public Failures {
            max = max == null ? OptionalInt.empty() : max;
            share = share == null ? OptionalDouble.empty() : share;
        }
    }

    /** Who lets the next wave begin. */
    public enum Mode {
        /** The gates alone. */
        AUTOMATIC,
        /** The gates, and then an operator. */
        APPROVAL
    }

    /**
     * What differs from the usual plan of a stage.
     *
     * @param duration how long a burn-in lasts
     * @param sla how long the stage may take before a person should look
     * @param attempts most attempts before quarantine
     */
    public record StagePlan(
            Optional<Duration> duration, Optional<Duration> sla, OptionalInt attempts) {
        public StagePlan {
            duration = duration == null ? Optional.empty() : duration;
            sla = sla == null ? Optional.empty() : sla;
            attempts = attempts == null ? OptionalInt.empty() : attempts;
        }
    }
}
