package io.gigafleet.bench.placement.baseline.fenzo;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A replica as a task: its accelerators as CPUs, everything else one hard constraint. */
final class ReplicaTask implements TaskRequest {

    private final int replica;
    private final int accelerators;
    private final ConstraintEvaluator constraint;
    private @Nullable AssignedResources assigned;

    ReplicaTask(int replica, int accelerators, ConstraintEvaluator constraint) {
        this.replica = replica;
        this.accelerators = accelerators;
        this.constraint = constraint;
    }

    @Override
    public String getId() {
        return Integer.toString(replica);
    }

    @Override
    public String taskGroupName() {
        return "";
    }

    @Override
    public double getCPUs() {
        return accelerators;
    }

    @Override
    public double getMemory() {
        return 0;
    }

    @Override
    public double getNetworkMbps() {
        return 0;
    }

    @Override
    public double getDisk() {
        return 0;
    }

    @Override
    public int getPorts() {
        return 0;
    }

    @Override
    public Map<String, Double> getScalarRequests() {
        return Map.of();
    }

    @Override
    public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
        return Map.of();
    }

    @Override
    public List<? extends ConstraintEvaluator> getHardConstraints() {
        return List.of(constraint);
    }

    @Override
    public List<? extends VMTaskFitnessCalculator> getSoftConstraints() {
        return List.of();
    }

    @Override
    public void setAssignedResources(@Nullable AssignedResources resources) {
        assigned = resources;
    }

    @Override
    public @Nullable AssignedResources getAssignedResources() {
        return assigned;
    }
}
