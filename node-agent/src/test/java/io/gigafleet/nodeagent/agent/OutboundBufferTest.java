package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.agent.OutboundRecord.Channel;
import io.gigafleet.schemas.v1.Canary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboundBufferTest {

    private final OutboundBuffer buffer = new OutboundBuffer(3, 8);

    @Test
    void recordsLeaveInTheirOrder() throws InterruptedException {
        add("a", "b");

        assertThat(take()).isEqualTo("a");
        assertThat(take()).isEqualTo("b");
        assertThat(take()).isNull();
    }

    @Test
    void newestRecordsWinAtTheLimitAndTheOthersAreCounted() throws InterruptedException {
        add("a", "b", "c", "d", "e");

        assertThat(buffer.size()).isEqualTo(3);
        assertThat(buffer.dropped()).isEqualTo(2);
        assertThat(take()).isEqualTo("c");
    }

    @Test
    void largeHostsKeepAMinuteOfEveryRack() {
        assertThat(OutboundBuffer.forRacks(2, 8).limit()).isEqualTo(4_096);
        assertThat(OutboundBuffer.forRacks(7_000, 8).limit()).isEqualTo(420_000);
    }

    @Test
    void urgentRecordsHaveALaneOfTheirOwn() throws InterruptedException {
        add("a", "b", "c");
        buffer.addUrgent(
                OutboundRecord.keyed(Channel.TELEMETRY, "now", Canary.getDefaultInstance()));

        assertThat(buffer.size()).isEqualTo(4);
        assertThat(buffer.dropped()).isZero();
        assertThat(take(buffer.urgent())).isEqualTo("now");
        assertThat(take()).isEqualTo("a");
    }

    private void add(String... keys) {
        for (String key : keys) {
            buffer.add(OutboundRecord.keyed(Channel.TELEMETRY, key, Canary.getDefaultInstance()));
        }
    }

    private @Nullable String take() throws InterruptedException {
        return take(buffer.regular());
    }

    private static @Nullable String take(OutboundLane lane) throws InterruptedException {
        @Nullable OutboundRecord record = lane.poll(0);
        return record == null ? null : record.key();
    }
}
