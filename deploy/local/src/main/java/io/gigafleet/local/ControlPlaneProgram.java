package io.gigafleet.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The control plane as a process. */
final class ControlPlaneProgram {

    static final String NAME = "control-plane";

    private static final int HEAP_MEGABYTES = 256;
    private static final int LARGE_HEAP_MEGABYTES = 448;
    private static final int LARGE_RACKS = 512;

    private ControlPlaneProgram() {}

    /**
     * How it is started.
     *
     * @param tokenSha256 of the administrator's token, in hex
     * @param racks how many it will know, for its heap
     * @param speed how much faster than real time rollouts run
     */
    static ProcessSpec spec(
            BuiltParts parts,
            Path log,
            StackPorts ports,
            String databasePassword,
            String tokenSha256,
            int racks,
            double speed,
            List<String> extraFlags) {
        List<String> command =
                JavaCommand.withHeap(racks > LARGE_RACKS ? LARGE_HEAP_MEGABYTES : HEAP_MEGABYTES)
                        .startingFast(racks)
                        .cache(parts.cacheOf(NAME))
                        .flags(extraFlags)
                        .jar(parts.controlPlaneJar(), List.of());
        Map<String, String> environment =
                Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(ports.http()),
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        PostgresServer.jdbcUrl(ports.postgres()),
                        "QUARKUS_DATASOURCE_USERNAME",
                        PostgresServer.USER,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        databasePassword,
                        "GIGAFLEET_KAFKA_BOOTSTRAP_SERVERS",
                        ports.kafkaBootstrap(),
                        "GIGAFLEET_ADMIN_TOKEN_SHA256",
                        tokenSha256,
                        "GIGAFLEET_NODE_NAME",
                        "local",
                        "GIGAFLEET_ROLLOUTS_SPEED",
                        Double.toString(speed));
        return new ProcessSpec(
                NAME, command, environment, log, ports.http(), Optional.empty(), Signal.TERM);
    }
}
