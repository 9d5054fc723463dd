/**
 * What the API answers: one record per JSON shape, each made from the ledger's state and the live
 * readings. No HTTP here, and no decisions.
 */
@NullMarked
package io.gigafleet.controlplane.operator.answer;

import org.jspecify.annotations.NullMarked;
