package io.gigafleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void pickedPortsAreDifferentAndFree() {
        assertThat(FreePorts.pick(20)).doesNotHaveDuplicates().allMatch(FreePorts::isFree);
    }

    @Test
    void aPortSomeoneListensOnIsTaken() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isFree(server.getLocalPort())).isFalse();
            assertThat(FreePorts.accepts(server.getLocalPort())).isTrue();
        }
    }

    @Test
    void aPortSomeoneListensOnForAllInterfacesIsTaken() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            assertThat(FreePorts.isFree(server.getLocalPort())).isFalse();
        }
    }
}
