package io.gigafleet.local;

import java.util.ArrayList;
import java.util.List;

/** Which agent process hosts which coolant loops. */
final class AgentPlan {

    /** Up to this many loops each get an agent process of their own. */
    static final int ONE_EACH_MAX = 4;

    private AgentPlan() {}

    /**
     * One agent process.
     *
     * @param loops at least one, and always whole: an agent simulates its loops' coolant too
     */
    record Host(String id, List<String> loops) {
        Host {
            loops = List.copyOf(loops);
            if (loops.isEmpty()) {
                throw new IllegalArgumentException("agent " + id + " has no loop");
            }
        }

        /** Its name among the stack's processes. */
        String processName() {
            return "agent-" + id.substring("host-".length());
        }
    }

    /**
     * Spreads loops over agents as evenly as whole loops allow, neighbours together.
     *
     * @throws UpOptions.UsageException if there are more agents than loops
     */
    static List<Host> spread(List<String> loops, int agents) {
        requirePossible(loops, agents);
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            List<String> own =
                    loops.subList(loops.size() * i / agents, loops.size() * (i + 1) / agents);
            String name = agents == loops.size() ? own.getFirst() : Integer.toString(i + 1);
            hosts.add(new Host("host-" + name, own));
        }
        return hosts;
    }

    /** Refuses more agents than there are loops. */
    static void requirePossible(List<String> loops, int agents) {
        if (agents > loops.size()) {
            throw new UpOptions.UsageException(
                    "--agents "
                            + agents
                            + " is more than the scenario's "
                            + loops.size()
                            + " coolant loops, and an agent hosts whole loops; choose at most "
                            + loops.size());
        }
    }
}
