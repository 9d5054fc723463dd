@NullMarked
package io.gigafleet.local;

import org.jspecify.annotations.NullMarked;
