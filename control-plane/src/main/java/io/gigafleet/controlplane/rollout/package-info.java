/**
 * How racks come into service: the stages of one rack, the waves of many, the gates between them.
 *
 * <pre>
 *   OrderedRollout ─▶ WavePlan ─▶ members
 *        │                          │ one rack at a time
 *        ▼                          ▼
 *   RolloutDecider ─▶ RolloutRound ─▶ RackStepper ─▶ StageRule.judge(evidence) ─▶ Outcome
 *                         │                │              Stay | Advance | Retry | Quarantine
 *                         ▼                ▼              | Inconclusive
 *                    WaveGate,        StageAsking: no watt is asked for that is not there
 *                    FailureBudget,   (Ramp, PowerBook)
 *                    OperatorOrders
 * </pre>
 *
 * <p>Pure: may use {@code fleet} and {@code schemas}; no framework, clock, randomness or I/O. Equal
 * input gives equal decisions; ties break by name. Durations of manifests are compressed by {@link
 * io.gigafleet.controlplane.rollout.Pace}; evidence is gathered on the wall clock.
 */
@NullMarked
package io.gigafleet.controlplane.rollout;

import org.jspecify.annotations.NullMarked;
