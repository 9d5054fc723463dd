/**
 * The safety guard on duty: a thread of its own that looks at what every rack draws and how warm it
 * is, and sends caps past the ledger.
 *
 * <p>It never speaks to the database: the leader's loop hands it what was decided (a {@link
 * io.gigafleet.controlplane.control.guard.GuardBasis}) and takes over what the guard found (a
 * {@link io.gigafleet.controlplane.control.guard.GuardStanding}). May use {@code safety}, {@code
 * fleet}, {@code telemetry}, {@code bus} and of {@code ledger} what was read.
 */
@NullMarked
package io.gigafleet.controlplane.control.guard;

import org.jspecify.annotations.NullMarked;
