/** The checks between manifests and ledger, without either HTTP or database. */
@NullMarked
package io.gigafleet.controlplane.operator.apply;

import org.jspecify.annotations.NullMarked;
