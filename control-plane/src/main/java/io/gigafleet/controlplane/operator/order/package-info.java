/**
 * Orders of operators for rollouts: from a request to a level in the ledger, or to why not.
 *
 * <pre>
 *   RolloutOrder ─▶ OrderDesk ─▶ OrderRules.verdict(where rollout and rack stand)
 *                                  Accepted ─▶ one transaction: level, revision, audit
 *                                  AlreadyGiven ─▶ nothing is written
 *                                  Refused ─▶ what is wrong, and what to do
 * </pre>
 *
 * <p>The rules are pure. May use {@code ledger}, {@code rollout} and {@code operator.problem}.
 */
@NullMarked
package io.gigafleet.controlplane.operator.order;

import org.jspecify.annotations.NullMarked;
