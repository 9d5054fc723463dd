/**
 * Series over time for people: which roll-ups answer a span, what of them is shown, and how they
 * are put together into no more points than a picture needs.
 *
 * <p>Pure: may use {@code telemetry}; no framework, clock, database or HTTP.
 */
@NullMarked
package io.gigafleet.controlplane.telemetry.series;

import org.jspecify.annotations.NullMarked;
