package io.gigafleet.nodeagent.admin;

import com.sun.net.httpserver.HttpExchange;
import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.agent.LoopTrouble;
import io.gigafleet.nodeagent.agent.RackMessage;
import io.gigafleet.schemas.manifest.Sku;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /faults}: what can go wrong on demand, and {@code /faults/KIND} to make it so. */
final class FaultsResource {

    private static final String PATH = "/faults";
    private static final String STAGE = "stage";
    private static final Answer NOT_POSTED = Answer.text(405, "faults are made with POST\n");

    private final AgentHost host;

    FaultsResource(AgentHost host) {
        this.host = host;
    }

    Answer answer(HttpExchange exchange) {
        String kind =
                exchange.getRequestURI().getPath().substring(PATH.length()).replaceFirst("^/", "");
        boolean posted = exchange.getRequestMethod().equals("POST");
        if (kind.isEmpty() && !posted) {
            return Answer.text(200, FaultKind.table());
        }
        if (!posted) {
            return NOT_POSTED;
        }
        return kind.equals(STAGE)
                ? ofStage(exchange)
                : onDemand(FaultKind.ofWord(kind), Query.of(exchange));
    }

    private Answer onDemand(FaultKind kind, Map<String, String> query) {
        String loop = query.getOrDefault("loop", "");
        if (!loop.isEmpty()) {
            return ofLoop(kind, loop, query);
        }
        String rack = query.getOrDefault("rack", "");
        Optional<Sku.Spec> sku = host.intake().sku(rack);
        if (sku.isEmpty()) {
            return noSuchRack(rack);
        }
        FaultOrder order =
                new FaultOrder(query, sku.get().accelerators(), sku.get().computeTrays());
        return send(order.messages(kind));
    }

    private Answer ofLoop(FaultKind kind, String loop, Map<String, String> query) {
        if (!host.loops().contains(loop)) {
            return Answer.text(404, "no loop '" + loop + "' here. Hosted: " + host.loops() + "\n");
        }
        FaultOrder order = new FaultOrder(query, 0, 0);
        LoopTrouble trouble = order.ofLoop(kind);
        return send(List.of(new RackMessage.SufferLoop("", loop, trouble, order.millis(0))));
    }

    private Answer ofStage(HttpExchange exchange) {
        try {
            byte[] body = exchange.getRequestBody().readNBytes(StageFaultOrder.MOST_BYTES + 1);
            if (body.length > StageFaultOrder.MOST_BYTES) {
                return Answer.text(
                        413, "the body is longer than " + StageFaultOrder.MOST_BYTES + " bytes\n");
            }
            RackMessage message = StageFaultOrder.read(new String(body, StandardCharsets.UTF_8));
            return host.intake().hosts(message.rackId())
                    ? send(List.of(message))
                    : noSuchRack(message.rackId());
        } catch (IOException e) {
            return Answer.text(400, "the body can't be read: " + e.getMessage() + "\n");
        }
    }

    private Answer noSuchRack(String rack) {
        return Answer.text(404, AdminPort.noSuchRack(host, rack));
    }

    private Answer send(List<RackMessage> messages) {
        try {
            for (RackMessage message : messages) {
                host.mailbox().post(message);
            }
            return Answer.text(202, "on its way\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.text(503, "the agent stops\n");
        }
    }
}
