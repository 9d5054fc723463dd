/**
 * What operators touch: REST, problems, authentication. Writes desired state, reads decisions and
 * live readings; decides nothing itself.
 *
 * <p>The only package that knows HTTP. It may use all others.
 */
@NullMarked
package io.gigafleet.controlplane.operator;

import org.jspecify.annotations.NullMarked;
