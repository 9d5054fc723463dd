package io.gigafleet.controlplane.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gigafleet.controlplane.bus.GridEvent;
import io.gigafleet.controlplane.bus.LoadTargetConsumer;
import io.gigafleet.controlplane.ledger.LoadTargets;
import io.gigafleet.controlplane.safety.LoadTarget;
import io.gigafleet.controlplane.telemetry.Receipt;
import io.gigafleet.controlplane.telemetry.RejectCause;
import io.gigafleet.controlplane.telemetry.Rejected;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Takes load targets from events, once each: the same store as {@code PUT} has. One that is over is
 * taken, too, and changes nothing.
 */
final class LoadTargetIntake implements LoadTargetConsumer.Intake {

    /** The CloudEvents type it reads. */
    static final String TYPE = "grid.loadtarget.set.v1";

    /** Larger data is no load target. */
    static final int MAX_DATA_BYTES = 64 * 1024;

    private static final int MAX_REASON_CHARS = 500;
    private static final Logger LOG = Logger.getLogger(LoadTargetIntake.class);

    private final Store store;
    private final ObjectMapper json;
    private final BooleanSupplier isLeading;
    private final Runnable onTaken;
    private final Clock clock;

    /** Where targets are kept. */
    interface Store {
        LoadTargets.Taken set(LoadTarget target, String actor, String reason, Instant now);
    }

    LoadTargetIntake(
            Store store,
            ObjectMapper json,
            BooleanSupplier isLeading,
            Runnable onTaken,
            Clock clock) {
        this.store = store;
        this.json = json;
        this.isLeading = isLeading;
        this.onTaken = onTaken;
        this.clock = clock;
    }

    @Override
    public boolean isWanted() {
        return isLeading.getAsBoolean();
    }

    @Override
    public Optional<Receipt> take(GridEvent event) {
        if (event.value().length > MAX_DATA_BYTES) {
            return refused(RejectCause.TOO_LARGE, event.value().length + " bytes");
        }
        if (!event.attribute("type").equals(TYPE)) {
            return refused(
                    RejectCause.UNREADABLE,
                    "ce_type is '%s', which is not %s".formatted(event.attribute("type"), TYPE));
        }
        if (event.attribute("id").isEmpty() || event.attribute("source").isEmpty()) {
            return refused(RejectCause.UNREADABLE, "ce_id or ce_source is missing");
        }
        Instant now = clock.instant();
        try {
            JsonNode data = json.readTree(event.value());
            return store(event, target(event, data, now), text(data, "reason"), now);
        } catch (IOException e) {
            return refused(RejectCause.UNREADABLE, "its data is no JSON");
        } catch (DateTimeException | IllegalArgumentException e) {
            return refused(RejectCause.OUT_OF_RANGE, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Receipt> store(
            GridEvent event, LoadTarget target, String reason, Instant now) {
        if (target.untilMillis() <= now.toEpochMilli()) {
            LOG.infof("load target is over, not set id=%s", target.id());
            return Optional.of(Receipt.Taken.TAKEN);
        }
        try {
            return switch (store.set(target, event.attribute("source"), reason, now)) {
                case TAKEN -> {
                    onTaken.run();
                    yield Optional.of(Receipt.Taken.TAKEN);
                }
                case KNOWN -> Optional.of(Receipt.Taken.TAKEN);
                case TOO_MANY ->
                        refused(
                                RejectCause.TOO_MANY_SOURCES,
                                "there are %d load targets to come"
                                        .formatted(LoadTargets.MAX_TARGETS));
            };
        } catch (RuntimeException e) {
            LOG.warnf("load target not kept, will try again cause=%s", e.getMessage());
            return Optional.empty();
        }
    }

    private static LoadTarget target(GridEvent event, JsonNode data, Instant now) {
        if (!data.path("watts").isIntegralNumber() || !data.path("watts").canConvertToLong()) {
            throw new IllegalArgumentException("watts is missing or not a whole number");
        }
        Instant from = text(data, "from").isEmpty() ? now : moment(data, "from");
        Instant until = moment(data, "until");
        Instant deadline =
                text(data, "deadline").isEmpty()
                        ? LoadTarget.deadlineOf(from, until)
                        : moment(data, "deadline");
        return new LoadTarget(
                event.attribute("source") + " " + event.attribute("id"),
                data.path("watts").longValue(),
                from.toEpochMilli(),
                until.toEpochMilli(),
                deadline.toEpochMilli());
    }

    private static Instant moment(JsonNode data, String field) {
        String text = text(data, field);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s is '%s', not a time such as 2026-01-31T12:00:00Z".formatted(field, text),
                    e);
        }
    }

    private static String text(JsonNode data, String field) {
        String text = data.path(field).asText("");
        return text.length() <= MAX_REASON_CHARS ? text : text.substring(0, MAX_REASON_CHARS);
    }

    private static Optional<Receipt> refused(RejectCause cause, String detail) {
        return Optional.of(new Rejected(cause, detail));
    }
}
