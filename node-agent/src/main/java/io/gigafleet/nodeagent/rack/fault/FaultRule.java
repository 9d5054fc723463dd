package io.gigafleet.nodeagent.rack.fault;

/** A fault and the racks that have it. */
public record FaultRule(RackFault fault, Where where) {

    /** Which racks. */
    public sealed interface Where {

        /** The one of that name. */
        record Rack(String name) implements Where {}

        /** All of a batch. */
        record Batch(String name) implements Where {}

        /** All that run, or are being brought to, that firmware. */
        record Version(String name) implements Where {}

        record Everywhere() implements Where {}

        /**
         * Reads {@code NAME}, {@code batch:NAME}, {@code version:NAME} or {@code *}.
         *
         * @throws IllegalArgumentException if a name is missing or the prefix is another
         */
        static Where parse(String text) {
            int colon = text.indexOf(':');
            String name = text.substring(colon + 1);
            if (name.isBlank()) {
                throw new IllegalArgumentException(
                        "'"
                                + text
                                + "' names no rack. Write a rack's name, batch:NAME, version:NAME"
                                + " or *");
            }
            if (colon < 0) {
                return name.equals("*") ? new Everywhere() : new Rack(name);
            }
            return switch (text.substring(0, colon)) {
                case "batch" -> new Batch(name);
                case "version" -> new Version(name);
                default ->
                        throw new IllegalArgumentException(
                                "'"
                                        + text
                                        + "' is neither batch:NAME nor version:NAME nor a rack's"
                                        + " name");
            };
        }
    }

    boolean covers(RackTraits rack) {
        return switch (where) {
            case Where.Rack named -> named.name().equals(rack.rackId());
            case Where.Batch batch -> batch.name().equals(rack.batch());
            case Where.Version version -> rack.firmware().contains(version.name());
            case Where.Everywhere ignored -> true;
        };
    }

    /** True if a repair of the rack ends it; a version stays as bad as it is. */
    boolean endsWithRepair() {
        return !(where instanceof Where.Version);
    }
}
