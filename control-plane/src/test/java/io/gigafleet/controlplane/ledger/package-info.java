/** Tests of the ledger against a real PostgreSQL. */
@NullMarked
package io.gigafleet.controlplane.ledger;

import org.jspecify.annotations.NullMarked;
