/** Tests of the guard's thread and of what it sends. */
@NullMarked
package io.gigafleet.controlplane.control.guard;

import org.jspecify.annotations.NullMarked;
