package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.MinuteHistory.Span;
import io.gigafleet.controlplane.ledger.SeriesHistory;
import io.gigafleet.controlplane.telemetry.PlantRollup;
import io.gigafleet.controlplane.telemetry.RackRollup;
import io.gigafleet.controlplane.telemetry.Rollups;
import io.gigafleet.controlplane.telemetry.ServiceRollup;
import io.gigafleet.controlplane.telemetry.TelemetryIngest;
import io.gigafleet.controlplane.telemetry.series.Metric;
import io.gigafleet.controlplane.telemetry.series.Resolution;
import io.gigafleet.controlplane.telemetry.series.Resolution.Source;
import io.gigafleet.controlplane.telemetry.series.Series;
import io.gigafleet.controlplane.telemetry.series.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;

/** Puts series together, from what was written and, for the newest, from memory. */
@ApplicationScoped
public class SeriesAnswers {

    private static final double HELD_SECONDS = Source.TEN_SECONDS.window().toSeconds();

    private final SeriesHistory history;
    private final Rollups held;

    SeriesAnswers(SeriesHistory history, TelemetryIngest ingest) {
        this.history = history;
        this.held = ingest.rollups();
    }

    /** A metric of a subject that is kept of it. */
    public SeriesAnswer series(
            String subjectText, Subject subject, Metric metric, Span span, Resolution resolution)
            throws SQLException {
        Series series = new Series(metric, resolution.step().toSeconds());
        add(series, subject, span, resolution.source());
        return new SeriesAnswer(
                subjectText,
                metric.word(),
                metric.unit(),
                resolution.source().window().toSeconds(),
                resolution.step().toSeconds(),
                span.from(),
                span.to(),
                series.points().stream().map(SeriesAnswer.Point::of).toList());
    }

    private void add(Series series, Subject subject, Span span, Source source) throws SQLException {
        double seconds = source.window().toSeconds();
        switch (subject) {
            case Subject.OfRack of -> {
                var rows = history.ofRack(source, of.rack(), span);
                series.addRack(rows, seconds);
                long since = since(rows, RackRollup::startEpochSeconds, span, source);
                series.addRack(
                        before(
                                span,
                                held.heldOfRack(of.rack(), since),
                                RackRollup::startEpochSeconds),
                        HELD_SECONDS);
            }
            case Subject.OfService of -> {
                var rows = history.ofService(source, of.service(), span);
                series.addService(rows, seconds);
                long since = since(rows, ServiceRollup::startEpochSeconds, span, source);
                series.addService(
                        before(
                                span,
                                held.heldOfService(of.service(), since),
                                ServiceRollup::startEpochSeconds),
                        HELD_SECONDS);
            }
            case Subject.OfPlant of -> {
                var rows = history.ofPart(source, of.part(), span);
                series.addPlant(rows, seconds);
                long since = since(rows, PlantRollup::startEpochSeconds, span, source);
                series.addPlant(
                        before(
                                span,
                                held.heldOfPart(of.part(), since),
                                PlantRollup::startEpochSeconds),
                        HELD_SECONDS);
            }
        }
    }

    /** Where memory takes over: after the newest window that was written. */
    private static <T> long since(
            List<T> newestFirst, ToLongFunction<T> start, Span span, Source source) {
        return newestFirst.isEmpty()
                ? span.from().getEpochSecond()
                : start.applyAsLong(newestFirst.getFirst()) + source.window().toSeconds();
    }

    private static <T> List<T> before(Span span, List<T> rows, ToLongFunction<T> start) {
        return rows.stream()
                .filter(row -> start.applyAsLong(row) < span.to().getEpochSecond())
                .toList();
    }
}
