package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gigafleet.nodeagent.rack.LeakState;
import io.gigafleet.nodeagent.rack.RackSimulation;
import io.gigafleet.nodeagent.rack.ReplicaPlan;
import io.gigafleet.nodeagent.rack.ReplicaRole;
import io.gigafleet.nodeagent.rack.ServedModel;
import io.gigafleet.nodeagent.rack.TestSkus;
import io.gigafleet.schemas.v1.RackTelemetry;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records written by hand are, byte for byte, those of generated code. */
class TelemetryWriterTest {

    private static final ServedModel MODEL =
            new ServedModel("llama-3.3-70b", 70.6e9, 70.6e9, 1, 8_192, 327_680);

    private final TelemetryWriter writer = new TelemetryWriter();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void recordsOfARacksLifeEqualThoseOfGeneratedCode(long seed)
            throws InvalidProtocolBufferException {
        SplittableRandom random = new SplittableRandom(seed);
        RackSimulation rack = rack(random.nextInt(10), seed);
        for (int step = 0; step < 600; step++) {
            rack.replicas()
                    .forEach(
                            replica ->
                                    replica.offer(
                                            rack.nowMillis(),
                                            random.nextInt(1, 4_000),
                                            random.nextInt(1, 300)));
            upset(rack, random);
            rack.step(35 + random.nextInt(30), random.nextDouble());
            TelemetryWriter.Stamp stamp =
                    new TelemetryWriter.Stamp(
                            step % 2 == 0 ? "r1" : "Gestell-Größe-" + step,
                            seed << 40,
                            step,
                            1_767_225_600_000L + step,
                            step * 7,
                            (long) random.nextInt() * step,
                            random.nextInt(200_000),
                            new RackAlarms(random.nextInt(512) << 1));

            byte[] written = writer.write(rack, stamp);

            RackTelemetry built = BuiltTelemetry.encode(rack, stamp);
            assertThat(RackTelemetry.parseFrom(written)).isEqualTo(built);
            assertThat(written).isEqualTo(built.toByteArray());
        }
    }

    @Test
    void rackOfTwoHundredFiftySixIsWrittenAsWell() throws InvalidProtocolBufferException {
        RackSimulation rack = new RackSimulation(TestSkus.named("groq3-lpx"), 1);
        rack.testLoad(1);
        rack.step(40, 1);
        TelemetryWriter.Stamp stamp =
                new TelemetryWriter.Stamp("r1", 1, 1, 1, 100, 0, 0, RackAlarms.NONE);

        RackTelemetry read = RackTelemetry.parseFrom(writer.write(rack, stamp));
        assertThat(read).isEqualTo(BuiltTelemetry.encode(rack, stamp));
        assertThat(read.getAcceleratorWattsCount()).isEqualTo(256);
    }

    private static RackSimulation rack(int replicas, long seed) {
        RackSimulation rack = new RackSimulation(TestSkus.gb300(), seed);
        for (int i = 0; i < replicas; i++) {
            int first = i * 8;
            rack.place(
                    new ReplicaPlan(
                            "chat-" + i + (i % 3 == 0 ? "-ü" : ""),
                            MODEL,
                            ReplicaRole.AGGREGATED,
                            IntStream.range(first, first + 8).boxed().toList()));
        }
        return rack;
    }

    private static void upset(RackSimulation rack, SplittableRandom random) {
        switch (random.nextInt(40)) {
            case 0 -> rack.leak(wet(random));
            case 1 -> rack.leak(new LeakState.WholeRack());
            case 2 -> rack.leak(LeakState.DRY);
            case 3 -> rack.energize(false);
            case 4 -> rack.energize(true);
            case 5 -> rack.cap(20_000 + random.nextInt(120_000));
            case 6 -> rack.beginInterval();
            case 7 -> rack.isolateLiquid(random.nextBoolean());
            default -> rack.testLoad(random.nextDouble());
        }
    }

    private static LeakState wet(SplittableRandom random) {
        BitSet trays = new BitSet();
        trays.set(random.nextInt(18));
        trays.set(random.nextInt(18));
        return new LeakState.Trays(trays);
    }
}
