package io.gigafleet.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The processes of a stack in the order of their start. Once closed it starts no more, so that
 * nothing slips out while the stack stops.
 */
final class ProcessTable implements ProcessLauncher {

    private final List<StackProcess> processes = new ArrayList<>();
    private final Consumer<List<StackProcess>> onChange;
    private boolean closed;

    /**
     * @param onChange told of all processes after each start
     */
    ProcessTable(Consumer<List<StackProcess>> onChange) {
        this.onChange = onChange;
    }

    /** Starts a process; one of the same name that is dead gives way to it. */
    @Override
    public synchronized StackProcess start(ProcessSpec spec) {
        if (closed) {
            throw new StackException("the stack is stopping; " + spec.name() + " is not started");
        }
        StackProcess process = StackProcess.start(spec);
        processes.removeIf(other -> other.name().equals(spec.name()) && !other.alive());
        processes.add(process);
        onChange.accept(List.copyOf(processes));
        return process;
    }

    synchronized List<StackProcess> all() {
        return List.copyOf(processes);
    }

    /** Refuses further starts; returns what is to be stopped. */
    synchronized List<StackProcess> close() {
        closed = true;
        return List.copyOf(processes);
    }
}
