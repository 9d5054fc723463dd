/**
 * Streams of requests: at a rate or from a trace, the same at every agent, so that request <i>i</i>
 * of a source is one request everywhere and exactly one replica of a service takes it.
 *
 * <p>Pure: time and seeds are arguments, a trace comes in as text. Imports nothing but {@code
 * java.*}.
 */
@NullMarked
package io.gigafleet.nodeagent.arrivals;

import org.jspecify.annotations.NullMarked;
