package io.gigafleet.nodeagent.facility;

import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.agent.OutboundRecord;
import io.gigafleet.nodeagent.plant.Feeder;
import io.gigafleet.nodeagent.plant.MeterSource;
import io.gigafleet.schemas.v1.FacilityRecord;
import io.gigafleet.schemas.v1.MeterReading;
import java.util.Arrays;
import java.util.List;

/**
 * Which meter reports when: each once a second, spread over it, and at once when its feeds changed
 * or when its load moved by {@link #NEWS_SHARE} of what they carry.
 */
final class MeterReports {

    static final int TICKS_PER_SECOND = 20;

    /** A meter moved by so much of its budget has news. */
    static final double NEWS_SHARE = 0.02;

    private final List<Feeder> feeders;
    private final long bootId;
    private final OutboundBuffer outbound;
    private final long[] saidWatts;
    private final int[] saidFeeds;
    private long sequence;

    MeterReports(List<Feeder> feeders, long bootId, OutboundBuffer outbound) {
        this.feeders = List.copyOf(feeders);
        this.bootId = bootId;
        this.outbound = outbound;
        saidWatts = new long[feeders.size()];
        saidFeeds = new int[feeders.size()];
        Arrays.fill(saidFeeds, -1);
    }

    /** Says what is due or new after a tick. */
    void afterTick(long tick, long epochMillis) {
        for (int i = 0; i < feeders.size(); i++) {
            if (hasNews(i)) {
                outbound.addUrgent(said(i, epochMillis));
            } else if ((tick + i) % TICKS_PER_SECOND == 0) {
                outbound.add(said(i, epochMillis));
            }
        }
    }

    private boolean hasNews(int i) {
        Feeder feeder = feeders.get(i);
        return feeder.feedsPresent() != saidFeeds[i]
                || Math.abs(feeder.watts() - saidWatts[i]) > NEWS_SHARE * feeder.budgetWatts();
    }

    private OutboundRecord said(int i, long epochMillis) {
        Feeder feeder = feeders.get(i);
        saidWatts[i] = feeder.watts();
        saidFeeds[i] = feeder.feedsPresent();
        String source = MeterSource.of(feeder.name());
        FacilityRecord record =
                FacilityRecord.newBuilder()
                        .setSource(source)
                        .setBootId(bootId)
                        .setSequence(++sequence)
                        .setSampledAtEpochMs(epochMillis)
                        .setMeter(
                                MeterReading.newBuilder()
                                        .setDomain(feeder.name())
                                        .setWatts(feeder.watts())
                                        .setWattsMax(feeder.wattsMax())
                                        .setFeedPresent(!feeder.isDark())
                                        .setFeeds(Feeder.FEEDS)
                                        .setFeedsPresent(feeder.feedsPresent())
                                        .setBudgetWatts(feeder.budgetWatts()))
                        .build();
        feeder.beginInterval();
        return new OutboundRecord(
                OutboundRecord.Channel.FACILITY,
                OutboundRecord.BY_KEY,
                source,
                record.toByteString());
    }
}
