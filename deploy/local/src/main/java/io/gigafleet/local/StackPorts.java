package io.gigafleet.local;

import java.util.List;

/** The ports of one stack, all on the loopback interface. */
record StackPorts(int http, int postgres, int kafka, int kafkaController) {

    /** The one port people know, and free ones for the rest. */
    static StackPorts with(int http) {
        List<Integer> free = FreePorts.pick(3);
        return new StackPorts(http, free.get(0), free.get(1), free.get(2));
    }

    String kafkaBootstrap() {
        return "127.0.0.1:" + kafka;
    }

    String url() {
        return "http://127.0.0.1:" + http;
    }
}
