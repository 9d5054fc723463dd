package io.gigafleet.nodeagent.admin;

import io.gigafleet.nodeagent.agent.AgentHost;
import io.gigafleet.nodeagent.agent.ReactionClock.Reaction;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the agent hosts and how it reacted, as JSON. */
final class HostJson {

    private HostJson() {}

    /** {@code {"agent":"host-1","loops":["l1"],"racks":["r1"]}}. */
    static String racks(AgentHost host) {
        return "{\"agent\":"
                + text(host.agentId())
                + ",\"loops\":"
                + texts(host.loops())
                + ",\"racks\":"
                + texts(host.intake().racks())
                + "}\n";
    }

    /**
     * Reactions, oldest first.
     *
     * @param after only those with a greater number
     */
    static String reactions(AgentHost host, long after) {
        return "{\"jumps\":"
                + host.reactions().jumps()
                + ",\"count\":"
                + host.reactions().reactions()
                + ",\"reactions\":["
                + host.reactions().kept().stream()
                        .filter(reaction -> reaction.number() > after)
                        .map(HostJson::reaction)
                        .collect(Collectors.joining(","))
                + "]}\n";
    }

    private static String reaction(Reaction reaction) {
        return String.format(
                Locale.ROOT,
                "{\"number\":%d,\"rack\":%s,\"jumpedAtEpochMs\":%d,\"micros\":%d,"
                        + "\"beforeWatts\":%d,\"jumpedToWatts\":%d,\"capWatts\":%d}",
                reaction.number(),
                text(reaction.rackId()),
                reaction.jumpedAtEpochMillis(),
                reaction.micros(),
                reaction.beforeWatts(),
                reaction.jumpedToWatts(),
                reaction.capWatts());
    }

    private static String texts(Collection<String> all) {
        return all.stream().map(HostJson::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
