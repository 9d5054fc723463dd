package io.gigafleet.nodeagent.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RackDrawDecoderTest {

    @Test
    void readsWhatTheWholeDecoderReads() throws InvalidProtocolBufferException {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            RackTelemetry.Builder record =
                    RackTelemetry.newBuilder()
                            .setRackId("r" + i)
                            .setSequence(random.nextLong())
                            .setRackWatts(random.nextInt(2_000_000))
                            .setRackEnergyJoules(random.nextLong());
            for (int slot = 0; slot < random.nextInt(73); slot++) {
                record.addAcceleratorWatts(random.nextInt(1_400));
            }
            assertThat(RackDrawDecoder.watts(record.build().toByteArray()))
                    .isEqualTo(record.getRackWatts());
        }
    }

    @Test
    void anIdleRecordDrawsNothing() throws InvalidProtocolBufferException {
        assertThat(
                        RackDrawDecoder.watts(
                                RackTelemetry.newBuilder().setRackId("r1").build().toByteArray()))
                .isZero();
    }

    @Test
    void noiseIsRefused() {
        byte[] noise = new byte[64];
        Arrays.fill(noise, (byte) 0xff);
        assertThatThrownBy(() -> RackDrawDecoder.watts(noise))
                .isInstanceOf(InvalidProtocolBufferException.class);
    }
}
