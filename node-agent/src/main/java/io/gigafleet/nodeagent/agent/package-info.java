/**
 * The daemon around the simulated racks: its loop, its memory and its judgement of orders.
 *
 * <p>Two threads work here. The <b>simulation thread</b> owns racks and loops, applies orders and
 * writes records into the {@link io.gigafleet.nodeagent.agent.OutboundBuffer}; it never waits for a
 * network. The <b>intake thread</b> (of {@code bus}) judges assignments and persists them before it
 * hands them over, and makes the racks that come in. Imports {@code rack}, {@code plant}, {@code
 * arrivals} and the schemas; knows neither Kafka nor HTTP.
 */
@NullMarked
package io.gigafleet.nodeagent.agent;

import org.jspecify.annotations.NullMarked;
