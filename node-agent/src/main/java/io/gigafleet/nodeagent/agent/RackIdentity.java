package io.gigafleet.nodeagent.agent;

/** Who speaks in a rack's records. */
record RackIdentity(String rackId, String agentId, String version, long bootId) {}
