package io.gigafleet.nodeagent.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.gigafleet.nodeagent.agent.AgentClock;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.agent.AgentSettings;
import io.gigafleet.nodeagent.agent.HostedLoop;
import io.gigafleet.nodeagent.agent.HostedSite;
import io.gigafleet.nodeagent.agent.OutboundBuffer;
import io.gigafleet.nodeagent.agent.SkuBook;
import io.gigafleet.nodeagent.agent.StateDirectory;
import io.gigafleet.nodeagent.rack.TestSkus;
import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import io.gigafleet.schemas.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent whose brokers were never there. What happens with real ones is tested across modules.
 */
class AwayBrokersTest {

    private static final int SMALL_BUFFER = 20;

    @TempDir Path directory;

    @Test
    void agentSimulatesOnKeepsTheNewestRecordsAndStopsInTime()
            throws IOException, InterruptedException {
        OutboundBuffer outbound = new OutboundBuffer(SMALL_BUFFER, 8);
        AgentHost host = host(outbound);
        KafkaBus bus =
                new KafkaBus(
                        new BusSettings("host-1", "127.0.0.1:" + closedPort()),
                        TopicCatalogue.builtIn(),
                        host,
                        AgentClock.system());
        host.start();
        bus.start();
        await(() -> host.loop().steps() > 35 && outbound.dropped() > 0);

        assertThat(outbound.regular().size()).isBetween(SMALL_BUFFER - 1, SMALL_BUFFER);
        assertThat(bus.health().isConnected()).isFalse();
        assertThat(bus.health().publishedCount()).isZero();
        assertThat(host.loop().skippedMillis()).isZero();
        assertThat(host.loop().isHealthy()).isTrue();

        long before = System.nanoTime();
        host.stop();
        bus.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    private AgentHost host(OutboundBuffer outbound) throws IOException {
        return new AgentHost(
                new AgentSettings("host-1", "test", Optional.empty(), 1, 1, 0, FaultPlan.NONE, 0),
                AgentClock.system(),
                new HostedSite(
                        List.of(
                                new HostedLoop(
                                        "l1",
                                        300_000,
                                        List.of(
                                                new HostedLoop.HostedRack(
                                                        "r1", TestSkus.gb300())))),
                        SkuBook.with(List.of())),
                Map.of(),
                new StateDirectory(directory),
                outbound);
    }

    /** A port nobody listens on: it was free a moment ago. */
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(condition.getAsBoolean()).as("condition within 30 s").isTrue();
    }
}
