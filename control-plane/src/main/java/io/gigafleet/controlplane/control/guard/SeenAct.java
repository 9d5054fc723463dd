package io.gigafleet.controlplane.control.guard;

import io.gigafleet.controlplane.safety.GuardAct;

/** One act of the guard, and when, by the plane's clock. */
public record SeenAct(GuardAct act, long atMillis) {}
