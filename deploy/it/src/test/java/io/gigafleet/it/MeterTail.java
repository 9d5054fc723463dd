package io.gigafleet.it;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.MeterReading;
import java.util.List;
import java.util.function.Predicate;

/** What the meter of one domain has said so far, with the broker's time of each reading. */
record MeterTail(Infrastructure infrastructure, String domain) {

    /**
     * One reading.
     *
     * @param atMillis the broker's clock
     */
    record Reading(long atMillis, MeterReading meter) {}

    List<Reading> all() {
        return TopicTail.read(infrastructure, TopicCatalogue.builtIn().facility()).stream()
                .filter(record -> ("meter/" + domain).equals(record.key()))
                .map(record -> new Reading(record.timestamp(), parsed(record.value())))
                .toList();
    }

    /** The first reading of a kind that came no earlier than a moment. */
    Reading firstSince(long atMillis, Predicate<MeterReading> kind) {
        return all().stream()
                .filter(reading -> reading.atMillis() >= atMillis && kind.test(reading.meter()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the meter of " + domain + " never said so"));
    }

    private static MeterReading parsed(byte[] value) {
        try {
            return FacilityRecord.parseFrom(value).getMeter();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
