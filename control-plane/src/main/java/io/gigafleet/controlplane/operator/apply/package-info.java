/**
 * From a text of manifests to a changed ledger, or to every reason why not.
 *
 * <pre>
 *   text ─▶ ManifestReader ─▶ checks against ledger and input together ─▶ one transaction
 *                └─▶ problems             └─▶ problems
 * </pre>
 *
 * <p>The checks are pure. May use {@code ledger}, {@code fleet}, {@code placement}, {@code rollout}
 * and {@code operator.problem}.
 */
@NullMarked
package io.gigafleet.controlplane.operator.apply;

import org.jspecify.annotations.NullMarked;
