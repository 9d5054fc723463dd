package io.gigafleet.it;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.TopicCatalogue;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What all meters have shown, in order of the broker's clock: of each sample its maximum, so that
 * nothing between two samples is missed.
 */
record PowerRecord(List<Reading> readings) {

    /** One sample of one rack. */
    record Reading(String rack, long atMillis, long wattsMax) {}

    static PowerRecord of(Infrastructure infrastructure) throws InvalidProtocolBufferException {
        List<Reading> readings = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record :
                TopicTail.read(infrastructure, TopicCatalogue.builtIn().telemetry())) {
            RackTelemetry sample = RackTelemetry.parseFrom(record.value());
            readings.add(
                    new Reading(sample.getRackId(), record.timestamp(), sample.getRackWattsMax()));
        }
        readings.sort(Comparator.comparingLong(Reading::atMillis));
        return new PowerRecord(readings);
    }

    /** The most that racks whose names begin so have drawn together. */
    long mostWatts(String prefix) {
        return totals(prefix).stream().mapToLong(Total::watts).max().orElse(0);
    }

    /** The most that the draw of all has risen within so long. */
    long mostRiseWithin(long millis) {
        List<Total> totals = totals("");
        long most = 0;
        for (int from = 0; from < totals.size(); from++) {
            Total low = totals.get(from);
            for (int to = from + 1;
                    to < totals.size() && totals.get(to).atMillis() - low.atMillis() <= millis;
                    to++) {
                most = Math.max(most, totals.get(to).watts() - low.watts());
            }
        }
        return most;
    }

    /** The first moment after another at which a rack drew at least so much; never: far away. */
    long firstAtLeast(String rack, long watts, long afterMillis) {
        return readings.stream()
                .filter(reading -> reading.rack().equals(rack))
                .filter(reading -> reading.atMillis() >= afterMillis && reading.wattsMax() >= watts)
                .mapToLong(Reading::atMillis)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private record Total(long atMillis, long watts) {}

    /** What all draw together, each time one of them has spoken. */
    private List<Total> totals(String prefix) {
        Map<String, Long> wattsByRack = new HashMap<>();
        List<Total> totals = new ArrayList<>();
        long sum = 0;
        for (Reading reading : readings) {
            if (reading.rack().startsWith(prefix)) {
                Long before = wattsByRack.put(reading.rack(), reading.wattsMax());
                sum += reading.wattsMax() - (before == null ? 0 : before);
                totals.add(new Total(reading.atMillis(), sum));
            }
        }
        return totals;
    }
}
