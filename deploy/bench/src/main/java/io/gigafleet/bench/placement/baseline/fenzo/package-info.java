/**
 * Netflix Fenzo on placement instances. Runs in a JVM of its own, with the libraries of {@code
 * lib/fenzo}: it needs a Protobuf too old to share a class path. May use the instance and its files
 * only.
 */
@NullMarked
package io.gigafleet.bench.placement.baseline.fenzo;

import org.jspecify.annotations.NullMarked;
