/**
 * How racks come into service: the stages of one rack, the waves of many, the gates between them.
 *
 * <pre>
 *   OrderedRollout ─▶ WavePlan ─▶ members
 *        │                          │ one rack at a time
 *        ▼                          ▼
 *   RolloutDecider ─▶ RackStepper ─▶ StageRule.judge(evidence) ─▶ Outcome
 *        │                │              Stay | Advance | Retry | Quarantine | Inconclusive
 *        ▼                ▼
 *   WaveGate,        Ramp, PowerBook: no watt is asked for that is not there
 *   FailureBudget
 * </pre>
 *
 * <p>Pure: may use {@code fleet} and {@code schemas}; no framework, clock, randomness or I/O. Equal
 * input gives equal decisions; ties break by name. Durations of manifests are compressed by {@link
 * io.gigafleet.controlplane.rollout.Pace}; evidence is gathered on the wall clock.
 */
@NullMarked
package io.gigafleet.controlplane.rollout;

import org.jspecify.annotations.NullMarked;
