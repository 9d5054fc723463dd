/**
 * The ledger's tables as Panache entities: specs, decisions, audit. Reads of the REST interface and
 * writes of operators go through them; the leader's batches go through JDBC in the parent package.
 */
@NullMarked
package io.gigafleet.controlplane.ledger.entity;

import org.jspecify.annotations.NullMarked;
