/**
 * {@code gigafleet bench reaction}: how long it takes from the step in which racks draw too much to
 * the cap that ends it, through agent, broker, plane, guard and back, while the whole fleet works.
 */
@NullMarked
package io.gigafleet.bench.reaction;

import org.jspecify.annotations.NullMarked;
