package io.gigafleet.bench.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.bench.fleet.LocalFleet;
import io.gigafleet.bench.fleet.LocalFleet.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes idle racks draw all they may, one after the other, and collects what their agents saw. */
final class Surges {

    /** How long a surge lasts: longer than any reaction should take. */
    private static final int SURGE_SECONDS = 2;

    private static final int LEAST_PAUSE_MILLIS = 150;
    private static final int MOST_PAUSE_MILLIS = 350;
    private static final int COLLECT_EVERY = 100;

    private final LocalFleet fleet;
    private final List<Member> agents;
    private final Map<String, Member> hosts = new HashMap<>();
    private final Map<Member, Long> seen = new HashMap<>();
    private final SplittableRandom random;

    /** One answered surge. */
    record Reaction(
            String rack, double millis, long beforeWatts, long surgedWatts, long capWatts) {}

    Surges(LocalFleet fleet, long seed) throws IOException, InterruptedException {
        this.fleet = fleet;
        random = new SplittableRandom(seed);
        agents =
                fleet.members().stream()
                        .filter(member -> member.name().startsWith("agent-"))
                        .toList();
        for (Member agent : agents) {
            for (JsonNode rack : fleet.ask(agent, "/racks").path("racks")) {
                hosts.put(rack.asText(), agent);
            }
            seen.put(agent, 0L);
        }
    }

    /** Surges the racks of so many PDUs, one after the other, from one of them on. */
    List<Reaction> run(int first, int count) throws IOException, InterruptedException {
        collect();
        List<Reaction> reactions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String rack = ReactionSite.surging(first + i);
            Member agent = hosts.get(rack);
            if (agent == null) {
                throw new IOException("no agent hosts rack " + rack);
            }
            fleet.order(
                    agent,
                    "/faults/surge?rack="
                            + rack
                            + "&use="
                            + ReactionSite.SURGE_USE
                            + "&seconds="
                            + SURGE_SECONDS);
            Thread.sleep(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
            if ((i + 1) % COLLECT_EVERY == 0) {
                reactions.addAll(collect());
            }
        }
        Thread.sleep(2_000L * SURGE_SECONDS);
        reactions.addAll(collect());
        return reactions;
    }

    private List<Reaction> collect() throws IOException, InterruptedException {
        List<Reaction> reactions = new ArrayList<>();
        for (Member agent : agents) {
            JsonNode answer = fleet.ask(agent, "/reactions?after=" + seen.getOrDefault(agent, 0L));
            for (JsonNode reaction : answer.path("reactions")) {
                seen.merge(agent, reaction.path("number").asLong(), Math::max);
                if (reaction.path("rack").asText().startsWith("e")) {
                    reactions.add(
                            new Reaction(
                                    reaction.path("rack").asText(),
                                    reaction.path("micros").asLong() / 1_000.0,
                                    reaction.path("beforeWatts").asLong(),
                                    reaction.path("jumpedToWatts").asLong(),
                                    reaction.path("capWatts").asLong()));
                }
            }
        }
        return reactions;
    }
}
