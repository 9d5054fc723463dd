package io.gigafleet.nodeagent.facility;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.agent.OutboundRecord;
import io.gigafleet.nodeagent.plant.Feeder;
import io.gigafleet.nodeagent.plant.PowerTree;
import io.gigafleet.schemas.manifest.Site.Domain;
import io.gigafleet.schemas.manifest.Site.DomainKind;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.MeterReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plant's meters say, as time goes by and feeds come and go. */
class PlantHostTest {

    private static final long TICK_MILLIS = 50;

    @TempDir Path directory;

    private final Clock clock = new Clock();
    private final OutboundBuffer outbound = new OutboundBuffer(1_000, 1);
    private PlantHost plant;

    private static final class Clock implements AgentClock {
        private long millis = 1_000_000;

        @Override
        public long epochMillis() {
            return millis;
        }

        @Override
        public long monotonicMillis() {
            return millis;
        }

        @Override
        public long monotonicNanos() {
            return millis * 1_000_000;
        }
    }

    @BeforeEach
    void start() throws IOException {
        plant = begin();
        plant.draws().hang("r1", 1);
    }

    private PlantHost begin() throws IOException {
        PowerTree tree =
                new PowerTree(
                        List.of(
                                domain("site", DomainKind.SITE, "", 500_000, 400_000),
                                domain("pdu", DomainKind.PDU, "site", 100_000, 80_000)));
        return new PlantHost(tree, new RackDraws(), clock, 1 << 20, directory, outbound);
    }

    @Test
    void eachMeterReportsOnceASecondWhenNothingMoves() {
        draws("r1", 50_000);
        run(1_000);
        heard();
        draws("r1", 50_000);
        run(10_000);

        assertThat(heard("pdu")).hasSize(10);
        assertThat(heard("site")).isEmpty();
    }

    @Test
    void aJumpOfTheDrawIsSaidAtOnce() {
        draws("r1", 50_000);
        run(2_000);
        heard();
        draws("r1", 60_000);
        run(TICK_MILLIS);

        MeterReading last = heard("pdu").getLast();
        assertThat(last.getWatts()).isEqualTo(60_000);
        assertThat(last.getWattsMax()).isEqualTo(60_000);
    }

    @Test
    void rackThatIsNotHeardCountsForHalfAMinute() {
        draws("r1", 50_000);
        run(29_000);
        assertThat(heard("pdu").getLast().getWatts()).isEqualTo(50_000);
        run(2_000);
        assertThat(heard("pdu").getLast().getWatts()).isZero();
        assertThat(heard("pdu")).isEmpty();
    }

    @Test
    void rackThatHangsNowhereIsOnlyCounted() {
        draws("r9", 50_000);
        run(1_000);
        assertThat(heard("site").getLast().getWatts()).isZero();
        assertThat(plant.draws().refused()).isEqualTo(1);
    }

    @Test
    void aLostFeedIsSaidAtOnceWithTheBudgetOfTheOther() {
        run(1_000);
        heard();
        plant.lose(feeder("pdu"), 1);

        MeterReading last = heard("pdu").getLast();
        assertThat(last.getFeeds()).isEqualTo(2);
        assertThat(last.getFeedsPresent()).isEqualTo(1);
        assertThat(last.getFeedPresent()).isTrue();
        assertThat(last.getBudgetWatts()).isEqualTo(80_000);
    }

    @Test
    void overloadMakesTheDomainDarkUntilSomebodyClosesTheBreaker() {
        for (int second = 0; second < 58; second++) {
            draws("r1", 120_000);
            run(1_000);
        }
        assertThat(heard("pdu").getLast().getFeedPresent()).isTrue();
        draws("r1", 120_000);
        run(4_000);
        MeterReading dark = heard("pdu").getLast();
        assertThat(dark.getFeedPresent()).isFalse();
        assertThat(dark.getFeedsPresent()).isZero();
        assertThat(dark.getWatts()).isZero();
        assertThat(heard("site")).isEmpty();

        draws("r1", 0);
        run(60_000);
        assertThat(heard("pdu").getLast().getFeedPresent()).isFalse();

        assertThat(plant.close(feeder("pdu"))).isTrue();
        assertThat(heard("pdu").getLast().getFeedPresent()).isTrue();
        assertThat(plant.close(feeder("pdu"))).isFalse();
    }

    @Test
    void aRestartOfThePlantBringsNothingBack() throws IOException {
        plant.lose(feeder("site"), 1);
        draws("r1", 200_000);
        run(1_000);
        assertThat(feeder("pdu").breaker().isOpen()).isTrue();

        plant = begin();
        assertThat(feeder("pdu").isDark()).isTrue();
        assertThat(feeder("site").feedsPresent()).isEqualTo(1);
    }

    @Test
    void timeInWhichNobodyLookedWearsNoBreaker() {
        draws("r1", 140_000);
        run(TICK_MILLIS);
        clock.millis += 20_000;
        plant.tick();
        assertThat(feeder("pdu").breaker().wear()).isLessThan(0.3);
    }

    private Feeder feeder(String name) {
        return plant.read(tree -> tree.feeder(name)).orElseThrow();
    }

    private void draws(String rack, long watts) {
        plant.draws().heard(rack, watts, clock.millis);
    }

    private void run(long millis) {
        for (long gone = 0; gone < millis; gone += TICK_MILLIS) {
            clock.millis += TICK_MILLIS;
            plant.tick();
        }
    }

    private List<MeterReading> heard(String domain) {
        return heard().stream().filter(meter -> meter.getDomain().equals(domain)).toList();
    }

    /** All readings since the last call. */
    private List<MeterReading> heard() {
        List<MeterReading> readings = new ArrayList<>();
        try {
            @Nullable OutboundRecord record = next();
            while (record != null) {
                FacilityRecord facility = FacilityRecord.parseFrom(record.value());
                assertThat(record.key())
                        .isEqualTo("meter/" + facility.getMeter().getDomain())
                        .isEqualTo(facility.getSource());
                readings.add(facility.getMeter());
                record = next();
            }
        } catch (InterruptedException | InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
        return readings;
    }

    private @Nullable OutboundRecord next() throws InterruptedException {
        @Nullable OutboundRecord urgent = outbound.urgent().poll(0);
        return urgent == null ? outbound.regular().poll(0) : urgent;
    }

    private static Domain domain(
            String name, DomainKind kind, String parent, long watts, long failover) {
        return new Domain(name, kind, parent, watts, OptionalLong.of(failover));
    }
}
