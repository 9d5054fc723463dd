package io.gigafleet.nodeagent.agent;

import io.gigafleet.nodeagent.rack.fault.FaultPlan;
import java.util.Optional;

/**
 * How this agent runs.
 *
 * @param fleetId the fleet it obeys; empty: that of its first assignment
 * @param seed makes racks and arrivals; the same seed at all agents gives one stream of requests
 * @param speed how many times faster than recorded requests arrive, and than on site stages go
 * @param originEpochMillis when the streams of requests began, the same at all agents
 * @param stageFaults what is wrong with racks that come in
 * @param failureMultiple parts fail at so many times the published rates; 0: none does by itself
 */
public record AgentSettings(
        String agentId,
        String version,
        Optional<String> fleetId,
        long seed,
        double speed,
        long originEpochMillis,
        FaultPlan stageFaults,
        double failureMultiple) {

    public AgentSettings {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed " + speed + " must be above 0");
        }
        if (agentId.isBlank()) {
            throw new IllegalArgumentException("the agent id is blank. Name the host");
        }
    }
}
