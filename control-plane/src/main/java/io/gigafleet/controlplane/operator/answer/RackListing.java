package io.gigafleet.controlplane.operator.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rack in a list. Live readings are null while it has not been heard. */
@Schema(name = "Rack", description = "A rack. Live readings are null while it has not been heard")
public record RackListing(
        @JsonUnwrapped RackAnswer rack,
        @Schema(description = "How many replicas on it are not stopped") int replicas) {}
