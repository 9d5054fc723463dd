/**
 * Where temperatures of dies, memories and coolant loops are going, and what follows: derating,
 * moving, cutting off, and what a loop rejects. Pure: may use {@code fleet}, {@code safety} and
 * {@code schemas}.
 */
@NullMarked
package io.gigafleet.controlplane.safety.heat;

import org.jspecify.annotations.NullMarked;
