package io.gigafleet.bench.placement.baseline.fenzo;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskTracker;
import com.netflix.fenzo.TaskTrackerState;
import com.netflix.fenzo.VirtualMachineCurrentState;
import io.gigafleet.bench.placement.Deployment;
import io.gigafleet.bench.placement.Instance;
import io.gigafleet.bench.placement.baseline.SiteBook;
import java.util.ArrayList;
import java.util.List;

/**
 * The replicas of one iteration, with one hard constraint each for all that Fenzo has no resource
 * for. When Fenzo turns to the next replica, what it assigned to the ones before is booked first.
 */
final class Batch {

    private final Instance instance;
    private final SiteBook book;
    private final int first;

    /** All replicas before this one are booked. Fenzo evaluates one replica on several threads. */
    private volatile int booked;

    Batch(Instance instance, SiteBook book, int first) {
        this.instance = instance;
        this.book = book;
        this.first = first;
        this.booked = first;
    }

    /** One task for each replica before the end. */
    List<ReplicaTask> tasks(int end) {
        List<ReplicaTask> tasks = new ArrayList<>();
        for (int replica = first; replica < end; replica++) {
            tasks.add(
                    new ReplicaTask(
                            replica,
                            instance.deploymentOf(replica).accelerators(),
                            new FitsSite(this, replica)));
        }
        return tasks;
    }

    /** Books a replica of this batch unless it was booked on the way. */
    synchronized void book(int replica, int rack) {
        if (replica >= booked) {
            take(replica, rack);
        }
    }

    private void take(int replica, int rack) {
        Deployment asked = instance.deploymentOf(replica);
        book.take(rack, asked);
        book.count(instance.replicas().get(replica).deployment(), asked, book.row(rack));
    }

    private synchronized void bookBefore(int replica, TaskTrackerState assigned) {
        while (booked < replica) {
            TaskTracker.ActiveTask task =
                    assigned.getAllCurrentlyAssignedTasks().get(Integer.toString(booked));
            if (task != null) {
                take(booked, Integer.parseInt(task.getTotalLease().hostname()));
            }
            booked++;
        }
    }

    /** SKU, power, heat, spread, quota. */
    private record FitsSite(Batch batch, int replica) implements ConstraintEvaluator {

        private static final Result YES = new Result(true, "");
        private static final Result NO = new Result(false, "SKU, power, heat, spread or quota");

        @Override
        public String getName() {
            return "site";
        }

        @Override
        public Result evaluate(
                TaskRequest task, VirtualMachineCurrentState rack, TaskTrackerState assigned) {
            if (batch.booked < replica) {
                batch.bookBefore(replica, assigned);
            }
            Deployment asked = batch.instance.deploymentOf(replica);
            int deployment = batch.instance.replicas().get(replica).deployment();
            return batch.book.isWithinQuota(asked)
                            && batch.book.fits(
                                    Integer.parseInt(rack.getHostname()), deployment, asked)
                    ? YES
                    : NO;
        }
    }
}
