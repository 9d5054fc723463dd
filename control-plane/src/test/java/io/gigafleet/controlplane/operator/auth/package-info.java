/** Tokens, digests, roles. */
@NullMarked
package io.gigafleet.controlplane.operator.auth;

import org.jspecify.annotations.NullMarked;
