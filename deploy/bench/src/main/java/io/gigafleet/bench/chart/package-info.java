/**
 * Pictures of measurements: reads what {@code bench placement --json} and {@code bench policy
 * --json} printed and draws SVG.
 *
 * <pre>
 *   *.json ─▶ PlacementResult ─┬─▶ GrowthChart ─▶ placement-growth.svg
 *          │                   └─▶ GapChart    ─▶ placement-quality.svg
 *          └▶ PolicyWeek ────────▶ PolicyChart ─▶ policy.svg
 * </pre>
 *
 * <p>May use picocli and Jackson. Draws in the order of its input, so that equal results give equal
 * files.
 */
@NullMarked
package io.gigafleet.bench.chart;

import org.jspecify.annotations.NullMarked;
