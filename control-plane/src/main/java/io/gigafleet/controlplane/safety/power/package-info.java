/**
 * Keeps power domains, coolant loops and the site within what is in force for them: expected draws,
 * bands, the ladder of cuts, ceilings of caps, and slow uncapping. Pure: may use {@code fleet},
 * {@code safety} and {@code schemas}.
 */
@NullMarked
package io.gigafleet.controlplane.safety.power;

import org.jspecify.annotations.NullMarked;
