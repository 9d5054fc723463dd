/**
 * Answers that say no: RFC 9457 problem details, and how failures become them.
 *
 * <p>A refusal carries what is wrong and what to do. A failure of ours carries an id to look up in
 * the log and nothing else. May use {@code schemas} and JAX-RS, no other package.
 */
@NullMarked
package io.gigafleet.controlplane.operator.problem;

import org.jspecify.annotations.NullMarked;
