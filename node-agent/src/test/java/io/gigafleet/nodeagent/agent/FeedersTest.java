package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.schemas.manifest.Site.Domain;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.MeterReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which racks hear of what the meters above them say. */
class FeedersTest {

    private final Mailbox mailbox = new Mailbox(8);
    private final Feeders feeders =
            new Feeders(
                    new SitePower(
                            List.of(
                                    domain("site", DomainKind.SITE, ""),
                                    domain("pdu-1", DomainKind.PDU, "site"),
                                    domain("pdu-2", DomainKind.PDU, "site"),
                                    domain("pdu-3", DomainKind.PDU, "site")),
                            Map.of()),
                    mailbox);

    @BeforeEach
    void hang() {
        feeders.hang("r1", "pdu-1");
        feeders.hang("r2", "pdu-2");
    }

    @Test
    void onlyMetersAboveHostedRacksAreFollowed() {
        assertThat(feeders.follows("site")).isTrue();
        assertThat(feeders.follows("pdu-1")).isTrue();
        assertThat(feeders.follows("pdu-3")).isFalse();
    }

    @Test
    void theRacksBelowTheMeterAreToldOnce() throws InterruptedException {
        feeders.take(overloaded("pdu-1"), 0);
        feeders.take(overloaded("pdu-1"), 100);
        assertThat(told()).containsExactly("r1 BRAKED");

        feeders.take(overloaded("site"), 200);
        assertThat(told()).containsExactly("r2 BRAKED");
    }

    @Test
    void theWorstOfAllAboveCounts() throws InterruptedException {
        feeders.take(overloaded("pdu-1"), 0);
        feeders.take(dark("site"), 100);
        assertThat(told()).containsExactlyInAnyOrder("r1 BRAKED", "r1 DARK", "r2 DARK");

        feeders.take(calm("site"), 200);
        assertThat(told()).containsExactlyInAnyOrder("r1 BRAKED", "r2 FULL");
    }

    @Test
    void whatAnUrgentReadingOvertookIsOver() throws InterruptedException {
        feeders.take(record(7, 12, dark("pdu-1")), 0);
        feeders.take(record(7, 11, calm("pdu-1")), 50);
        feeders.take(record(6, 90, calm("pdu-1")), 60);
        assertThat(told()).containsExactly("r1 DARK");

        feeders.take(record(8, 1, calm("pdu-1")), 100);
        assertThat(told()).as("the plant began anew").containsExactly("r1 FULL");
    }

    private static FacilityRecord record(long bootId, long sequence, MeterReading meter) {
        return FacilityRecord.newBuilder()
                .setBootId(bootId)
                .setSequence(sequence)
                .setMeter(meter)
                .build();
    }

    @Test
    void aRackThatComesInIsToldWhatItFinds() throws InterruptedException {
        feeders.take(dark("site"), 0);
        told();

        feeders.takeIn("r3", "pdu-3");
        assertThat(told()).containsExactly("r3 DARK");
    }

    @Test
    void aRackOfADomainThatNobodyKnowsIsLeftAlone() throws InterruptedException {
        feeders.takeIn("r9", "pdu-9");
        feeders.take(dark("site"), 0);
        assertThat(told()).containsExactlyInAnyOrder("r1 DARK", "r2 DARK");
    }

    private List<String> told() throws InterruptedException {
        List<String> told = new ArrayList<>();
        RackMessage message = mailbox.poll(0);
        while (message != null) {
            RackMessage.Supplied supplied = (RackMessage.Supplied) message;
            told.add(supplied.rackId() + " " + supplied.supply());
            message = mailbox.poll(0);
        }
        return told;
    }

    private static MeterReading overloaded(String domain) {
        return reading(domain, 140_000, 2);
    }

    private static MeterReading dark(String domain) {
        return reading(domain, 0, 0);
    }

    private static MeterReading calm(String domain) {
        return reading(domain, 50_000, 2);
    }

    private static MeterReading reading(String domain, long watts, int feeds) {
        return MeterReading.newBuilder()
                .setDomain(domain)
                .setWatts(watts)
                .setFeeds(2)
                .setFeedsPresent(feeds)
                .setFeedPresent(feeds > 0)
                .setBudgetWatts(feeds * 50_000L)
                .build();
    }

    private static Domain domain(String name, DomainKind kind, String parent) {
        return new Domain(name, kind, parent, 100_000, OptionalLong.of(80_000));
    }
}
