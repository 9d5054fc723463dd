/** Which silent or broken racks are given up, and how fast. Pure: may use {@code fleet}. */
@NullMarked
package io.gigafleet.controlplane.safety.health;

import org.jspecify.annotations.NullMarked;
