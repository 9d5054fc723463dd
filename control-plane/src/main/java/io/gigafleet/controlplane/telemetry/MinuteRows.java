package io.gigafleet.controlplane.telemetry;

import java.util.List;

/**
 * Completed roll-up rows, by minute, then by rack or service.
 *
 * @param racks one row per rack and minute
 * @param services one row per service and minute
 */
public record MinuteRows(List<RackMinute> racks, List<ServiceMinute> services) {

    public MinuteRows {
        racks = List.copyOf(racks);
        services = List.copyOf(services);
    }
}
