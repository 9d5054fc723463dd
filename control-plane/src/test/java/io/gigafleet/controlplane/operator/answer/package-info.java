@NullMarked
package io.gigafleet.controlplane.operator.answer;

import org.jspecify.annotations.NullMarked;
