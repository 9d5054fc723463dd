/**
 * Load targets of the site as budgets that fall until their deadlines. Pure: may use {@code fleet},
 * {@code safety} and {@code schemas}.
 */
@NullMarked
package io.gigafleet.controlplane.safety.loadtarget;

import org.jspecify.annotations.NullMarked;
