/**
 * The loopback port: health, Prometheus metrics with DCGM's names, faults on demand. The only
 * package that knows HTTP; reads what the simulation thread last published and posts messages to
 * it.
 */
@NullMarked
package io.gigafleet.nodeagent.admin;

import org.jspecify.annotations.NullMarked;
