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

    private final AgentHost host;

    FaultsResource(AgentHost host) {
        this.host = host;
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
        FaultOrder order =
                new FaultOrder(query, sku.get().accelerators(), sku.get().computeTrays());
        return send(order.messages(kind));
    }

    private Answer ofLoop(FaultKind kind, String loop, Map<String, String> query) {
        if (!host.loops().contains(loop)) {
            return new Answer(404, "no loop '" + loop + "' here. Hosted: " + host.loops() + "\n");
        }
        FaultOrder order = new FaultOrder(query, 0, 0);
        LoopTrouble trouble = order.ofLoop(kind);
        return send(List.of(new RackMessage.SufferLoop("", loop, trouble, order.millis(0))));
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
