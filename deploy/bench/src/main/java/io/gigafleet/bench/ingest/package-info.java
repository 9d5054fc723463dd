/**
 * What taking in the telemetry of a whole site costs: a sample fleet's records in a real broker's
 * log, and the plane's own consumer in a JVM of its own that reads them.
 *
 * <p>May use the control plane's {@code bus} and {@code telemetry}.
 */
@NullMarked
package io.gigafleet.bench.ingest;

import org.jspecify.annotations.NullMarked;
