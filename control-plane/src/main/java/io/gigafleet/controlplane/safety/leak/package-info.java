/**
 * What follows from water where none should be. Pure: may use {@code fleet}, {@code safety} and
 * {@code schemas}.
 */
@NullMarked
package io.gigafleet.controlplane.safety.leak;

import org.jspecify.annotations.NullMarked;
