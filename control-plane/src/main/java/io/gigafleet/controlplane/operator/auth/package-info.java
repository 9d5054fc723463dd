/**
 * Who may do what: bearer tokens and their roles.
 *
 * <p>A token is 256 random bits; the ledger keeps its SHA-256 only. Request threads read a snapshot
 * of all tokens that is at most {@link io.gigafleet.controlplane.operator.auth.TokenBook#MAX_AGE}
 * old, so that a revoked token is useless within seconds and a flood of wrong ones doesn't reach
 * the database. May use {@code ledger}.
 */
@NullMarked
package io.gigafleet.controlplane.operator.auth;

import org.jspecify.annotations.NullMarked;
