/**
 * The fleet on one machine. PostgreSQL, Kafka, the control plane and the node agents run as
 * processes of their own; a supervisor in plain Java starts them in order, watches them and stops
 * them.
 *
 * <p>It may use every module and any library; nothing but tests depends on it. {@link
 * io.gigafleet.local.EmbeddedStack} is what other modules' tests use.
 */
@NullMarked
package io.gigafleet.local;

import org.jspecify.annotations.NullMarked;
