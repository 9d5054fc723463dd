package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.admin.LoopbackPort.Answer;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.agent.LoopTrouble;
import io.gigafleet.nodeagent.agent.RackMessage;
import io.gigafleet.schemas.manifest.Sku;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes faults on demand. */
final class FaultsResource {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final AgentHost host;
    private final StandingFaults standing;

    FaultsResource(AgentHost host) {
        this.host = host;
        this.standing =
                new StandingFaults(
                        () -> System.nanoTime() / NANOS_PER_MILLI,
                        host.agentId(),
                        host.failureMultiple());
    }

    /** A fault of a rack, or of a loop. */
    Answer onDemand(FaultKind kind, Map<String, String> query) {
        String loop = query.getOrDefault("loop", "");
        if (!loop.isEmpty()) {
            return ofLoop(kind, loop, query);
        }
        String rack = query.getOrDefault("rack", "");
        Optional<Sku.Spec> sku = host.intake().sku(rack);
        if (sku.isEmpty()) {
            return AdminPort.noSuchRack(host, rack);
        }
        kind.check(query.keySet());
        FaultOrder order =
                new FaultOrder(query, sku.get().accelerators(), sku.get().computeTrays());
        List<RackMessage> messages = order.messages(kind);
        standing.note(kind, "rack/" + rack, query, order.millis(kind.usualSeconds()));
        return send(messages);
    }

    private Answer ofLoop(FaultKind kind, String loop, Map<String, String> query) {
        if (!host.loops().contains(loop)) {
            return new Answer(404, "no loop '" + loop + "' here. Hosted: " + host.loops() + "\n");
        }
        FaultOrder order = new FaultOrder(query, 0, 0);
        LoopTrouble trouble = order.ofLoop(kind);
        kind.check(query.keySet());
        long millis = order.millis(kind.usualSeconds());
        standing.note(kind, "loop/" + loop, query, millis);
        return send(List.of(new RackMessage.SufferLoop("", loop, trouble, millis)));
    }

    /** What was broken here and not mended since, as JSON. */
    String standing() {
        return standing.json();
    }

    /** A fault that stages find. */
    Answer ofStage(String body) {
        RackMessage message = StageFaultOrder.read(body);
        return host.intake().hosts(message.rackId())
                ? send(List.of(message))
                : AdminPort.noSuchRack(host, message.rackId());
    }

    /**
     * A path that names no fault there is.
     *
     * @throws IllegalArgumentException always; the message says what there is
     */
    static Answer unknown(String word) {
        throw FaultKind.unknown(word);
    }

    private Answer send(List<RackMessage> messages) {
        try {
            for (RackMessage message : messages) {
                host.mailbox().post(message);
            }
            return new Answer(202, "on its way\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(503, "the agent stops\n");
        }
    }
}
