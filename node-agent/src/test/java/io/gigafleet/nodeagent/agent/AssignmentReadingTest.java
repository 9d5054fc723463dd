package io.gigafleet.nodeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gigafleet.nodeagent.rack.TestSkus;
import io.gigafleet.schemas.v1.Assignment;
import io.gigafleet.schemas.v1.ModelSpec;
import io.gigafleet.schemas.v1.ReplicaAssignment;
import io.gigafleet.schemas.v1.TrafficShare;
import org.junit.jupiter.api.Test;

class AssignmentReadingTest {

    @Test
    void replicasAreReadWithTheCataloguesConstants() {
        var replica =
                AssignmentReading.replicas(Orders.assignment("r1", 1, 1).build(), TestSkus.gb300())
                        .getFirst();

        assertThat(replica.plan().model().keyValueBytesPerToken()).isEqualTo(70_272);
        assertThat(replica.plan().model().weightBytes()).isEqualTo(671e9);
        assertThat(replica.plan().accelerators()).hasSize(8);
    }

    @Test
    void modelTheCatalogueDoesNotKnowIsReadAllTheSame() {
        Assignment order =
                Assignment.newBuilder()
                        .addReplicas(
                                Orders.replica("a", 0, 1, 0, 10)
                                        .setModel(
                                                ModelSpec.newBuilder()
                                                        .setName("house-model")
                                                        .setParametersTotal(8e9)
                                                        .setPrecision("bf16")))
                        .build();

        var model = AssignmentReading.replicas(order, TestSkus.gb300()).getFirst().plan().model();
        assertThat(model.parametersActive()).isEqualTo(8e9);
        assertThat(model.weightBytes()).isEqualTo(16e9);
        assertThat(model.keyValueBytesPerToken()).isPositive();
    }

    @Test
    void ordersARackCannotFollowAreExplained() {
        assertRefused(
                "accelerator 4, which is taken",
                Orders.replica("a", 0, 8, 0, 1),
                Orders.replica("b", 4, 8, 1, 2));
        assertRefused("accelerator 72", Orders.replica("a", 65, 8, 0, 1));
        assertRefused("has no accelerators", Orders.replica("a", 0, 0, 0, 1));
        assertRefused("671 GB of weights", Orders.replica("a", 0, 2, 0, 1));
        assertRefused(
                "replica a is named twice",
                Orders.replica("a", 0, 8, 0, 1),
                Orders.replica("a", 8, 8, 0, 1));
        assertRefused(
                "precision 'int3' is not one of",
                Orders.replica("a", 0, 8, 0, 1)
                        .setModel(Orders.deepseek().toBuilder().setPrecision("int3")));
        assertRefused("role number 99", Orders.replica("a", 0, 8, 0, 1).setRoleValue(99));
        assertRefused(
                "traffic share [5, 1000001)",
                Orders.replica("a", 0, 8, 0, 1)
                        .setTrafficShare(
                                TrafficShare.newBuilder().setFromPpm(5).setToPpm(1_000_001)));
        assertRefused(
                "parametersTotal is 0.0",
                Orders.replica("a", 0, 8, 0, 1)
                        .setModel(ModelSpec.newBuilder().setPrecision("fp8")));
    }

    private static void assertRefused(String reason, ReplicaAssignment.Builder... replicas) {
        Assignment.Builder order = Assignment.newBuilder();
        for (ReplicaAssignment.Builder replica : replicas) {
            order.addReplicas(replica);
        }
        assertThatThrownBy(() -> AssignmentReading.replicas(order.build(), TestSkus.gb300()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
