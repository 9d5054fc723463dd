/** Classes that break the architecture's rules on purpose, for {@code ArchitectureRulesTest}. */
@NullMarked
package io.gigafleet.controlplane.archfixture;

import org.jspecify.annotations.NullMarked;
