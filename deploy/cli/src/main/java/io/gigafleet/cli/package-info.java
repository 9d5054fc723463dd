/**
 * The operator's command line: talks to the control plane's REST API and nothing else, prints
 * tables, JSON or YAML, and ends with an exit code that scripts can branch on. Plain Java, made to
 * start fast.
 *
 * <p>May use {@code schemas} for the form of YAML; knows no class of the control plane.
 */
@NullMarked
package io.gigafleet.cli;

import org.jspecify.annotations.NullMarked;
