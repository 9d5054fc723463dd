package io.gigafleet.schemas;

import java.util.Arrays;
import java.util.Optional;

/**
 * The events the product tells the outside, on topic {@code gigafleet.events}: CloudEvents 1.0 in
 * Kafka's binary mode, so that a record's headers are the event's attributes ({@code ce_type},
 * {@code ce_subject}, ...) and its value is the event's data in JSON. Records are keyed by subject.
 *
 * <p>A type's data keeps to its JSON Schema and may gain fields; what would break a reader becomes
 * a type of version 2 beside it.
 */
public enum EventType {
    /** A replica was given a rack and accelerators. */
    REPLICA_PLACED("io.gigafleet.replica.placed.v1"),
    /** The rack took the assignment and loads the weights. */
    REPLICA_LOADING("io.gigafleet.replica.loading.v1"),
    /** The replica serves requests. */
    REPLICA_SERVING("io.gigafleet.replica.serving.v1"),
    /** The replica finishes what it has. */
    REPLICA_DRAINING("io.gigafleet.replica.draining.v1"),
    /** The replica ended and holds nothing any more. */
    REPLICA_STOPPED("io.gigafleet.replica.stopped.v1"),
    /** The replica gives up its place for another. */
    REPLICA_PREEMPTED("io.gigafleet.replica.preempted.v1"),
    /** The replica begins to move to another rack, to make room. */
    REPLICA_MOVED("io.gigafleet.replica.moved.v1"),
    /** What the plane believes of a rack changed. */
    RACK_CONDITION("io.gigafleet.rack.condition.v1"),
    /** A rack moved, tried again or failed on its way through a rollout. */
    RACK_STAGE("io.gigafleet.rack.stage.v1"),
    /** A rollout began, paused, went on or ended. */
    ROLLOUT_PHASE("io.gigafleet.rollout.phase.v1"),
    /** A rack needs repair, or its repair was proven. */
    REPAIR_TICKET("io.gigafleet.repair.ticket.v1"),
    /** The safety guard did something, or proposed it. */
    SAFETY_ACT("io.gigafleet.safety.act.v1"),
    /** Something a person should know of began to stand. */
    ALARM_RAISED("io.gigafleet.alarm.raised.v1"),
    /** What was raised stands no longer. */
    ALARM_CLEARED("io.gigafleet.alarm.cleared.v1"),
    /** A control plane took the lease. */
    LEADER_ELECTED("io.gigafleet.leader.elected.v1");

    private final String type;

    EventType(String type) {
        this.type = type;
    }

    /** The CloudEvents attribute {@code type}. */
    public String type() {
        return type;
    }

    /** The resource that holds the JSON Schema of the event's data. */
    public String schemaResource() {
        return "/gigafleet/events/" + type + ".schema.json";
    }

    /** The event of a CloudEvents {@code type}. */
    public static Optional<EventType> of(String type) {
        return Arrays.stream(values()).filter(event -> event.type.equals(type)).findFirst();
    }
}
