/** The API over real HTTP, on a real PostgreSQL; no Kafka, and nobody leads. */
@NullMarked
package io.gigafleet.controlplane.operator;

import org.jspecify.annotations.NullMarked;
