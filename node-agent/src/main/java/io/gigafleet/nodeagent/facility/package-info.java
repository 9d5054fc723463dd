/**
 * The daemon of the plant: what all racks of a site draw, its power tree, and the meters it reads.
 *
 * <p>The <b>plant thread</b> steps the tree and writes meter readings into an outbound buffer; the
 * <b>intake thread</b> (of {@code bus}) notes racks' draws; threads of the loopback port order
 * feeds away and back. Imports {@code plant}, {@code agent} and the schemas; knows neither Kafka
 * nor HTTP.
 */
@NullMarked
package io.gigafleet.nodeagent.facility;

import org.jspecify.annotations.NullMarked;
