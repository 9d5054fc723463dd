package io.gigafleet.local;

/** Starts a process and remembers it, so that somebody will stop it. */
@FunctionalInterface
interface ProcessLauncher {

    StackProcess start(ProcessSpec spec);
}
