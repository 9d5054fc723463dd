/**
 * Tests of the whole fleet: control plane and agents as processes, as they are shipped, against a
 * real PostgreSQL and a real Kafka, driven over HTTP, SQL and signals.
 */
@NullMarked
package io.gigafleet.it;

import org.jspecify.annotations.NullMarked;
