/**
 * The leader's cycle: gather one view, let the deciders decide in order, commit, dispatch.
 *
 * <p>The shell around the pure packages. It may use all but {@code operator}.
 */
@NullMarked
package io.gigafleet.controlplane.control;

import org.jspecify.annotations.NullMarked;
