/**
 * Measurements of the whole fleet, as an operator would make them: from outside, over whole
 * processes. Each is one command; each says on what machine, with what seed and how often it
 * measured.
 */
@NullMarked
package io.gigafleet.bench;

import org.jspecify.annotations.NullMarked;
