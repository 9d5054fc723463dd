/**
 * PostgreSQL, the truth: specs, placements, assignments, lease, outbox, audit, rollups.
 *
 * <p>Every write takes the next revision from the one row of {@code ledger_head} first ({@link
 * io.gigafleet.controlplane.ledger.Revisions}), so that writers queue there and revisions are
 * ordered as commits are. The only package that knows JPA and JDBC; it doesn't know {@code bus}.
 */
@NullMarked
package io.gigafleet.controlplane.ledger;

import org.jspecify.annotations.NullMarked;
