package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.telemetry.series.SeriesPoint;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One metric of one subject along time. */
@Schema(name = "Series", description = "One metric of one subject along time")
public record SeriesAnswer(
        String subject,
        String metric,
        @Schema(description = "Of value and high") String unit,
        @Schema(description = "Length of the roll-ups it was made of, seconds") long sourceSeconds,
        @Schema(description = "From one point to the next, seconds") long stepSeconds,
        Instant from,
        Instant to,
        @Schema(description = "Oldest first; none where nothing was heard") List<Point> points) {

    public SeriesAnswer {
        points = List.copyOf(points);
    }

    /** One point. */
    @Schema(name = "SeriesPoint", description = "One point of a series")
    public record Point(
            @Schema(description = "The first moment it covers") Instant at,
            @Schema(description = "The mean; of latencies the median") double value,
            @Schema(description = "The maximum; of latencies the 95th percentile") double high) {

        private static final int FRACTIONS = 1_000;

        public static Point of(SeriesPoint point) {
            return new Point(
                    Instant.ofEpochSecond(point.atEpochSeconds()),
                    ServiceAnswers.rounded(point.value(), FRACTIONS),
                    ServiceAnswers.rounded(point.high(), FRACTIONS));
        }
    }
}
