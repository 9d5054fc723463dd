package io.gigafleet.controlplane.telemetry;

import java.util.OptionalLong;

/**
 * What speaks for the path from the agent hosts to this process being alive.
 *
 * @param pathClockMillis see {@link Canaries#pathClockMillis()}
 * @param polledAtMillis this process's clock when it last read from the broker; 0: never
 * @param readThroughMillis every record appended before this broker time was read; {@link
 *     Long#MAX_VALUE} when nothing is unread
 */
public record PathSigns(
        OptionalLong pathClockMillis, long polledAtMillis, long readThroughMillis) {}
