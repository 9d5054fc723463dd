package io.gigafleet.bench.placement;

import io.gigafleet.controlplane.placement.dense.Ask;
import io.gigafleet.controlplane.placement.dense.Board;
import io.gigafleet.controlplane.placement.dense.RackSet;
import io.gigafleet.controlplane.placement.dense.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance in the scheduler's dense columns, for what arrives one by one. */
public final class InstanceBoard {

    /** All heat of an instance is its CDU's. */
    private static final int ALL_LIQUID = 1_000_000;

    private static final int ACCELERATORS_PER_TRAY = 4;

    private final Instance instance;
    private final Site site;
    private final List<Ask> asks = new ArrayList<>();
    private final int[] replicasOf;
    private final int[] slotOf;

    public InstanceBoard(Instance instance) {
        this.instance = instance;
        this.site = site(instance);
        Map<List<Integer>, RackSet> rackSets = new HashMap<>();
        for (Deployment deployment : instance.deployments()) {
            asks.add(ask(deployment, asks.size(), rackSets));
        }
        this.replicasOf = new int[asks.size()];
        this.slotOf = new int[instance.replicas().size()];
        for (int replica = 0; replica < slotOf.length; replica++) {
            slotOf[replica] = replicasOf[instance.replicas().get(replica).deployment()]++;
        }
    }

    /** A board with nothing on it. */
    public Board empty() {
        return new Board(
                site,
                asks,
                replicasOf,
                instance.tenants().stream().mapToLong(Tenant::limit).toArray());
    }

    /** The first piece of a replica. */
    int firstPiece(Board board, int replica) {
        int deployment = instance.replicas().get(replica).deployment();
        return board.firstPiece(deployment)
                + slotOf[replica] * instance.deployments().get(deployment).racksPerReplica();
    }

    /** What stands on a board. */
    PlacedReplicas placed(Board board) {
        PlacedReplicas placed = new PlacedReplicas(slotOf.length);
        for (int replica = 0; replica < slotOf.length; replica++) {
            int first = firstPiece(board, replica);
            List<Integer> racks = new ArrayList<>();
            for (int part = 0; part < instance.deploymentOf(replica).racksPerReplica(); part++) {
                if (board.rackOf(first + part) != Board.NOWHERE) {
                    racks.add(board.rackOf(first + part));
                }
            }
            placed.place(replica, racks);
        }
        return placed;
    }

    private Ask ask(Deployment deployment, int index, Map<List<Integer>, RackSet> rackSets) {
        List<Integer> where =
                List.of(
                        deployment.requiredSku(),
                        deployment.acceleratorsPerRack(),
                        deployment.racks());
        RackSet racks = rackSets.computeIfAbsent(where, ignored -> racks(deployment));
        Ask.Part part =
                new Ask.Part(
                        deployment.acceleratorsPerRack(),
                        deployment.wattsPerAccelerator().stream()
                                .mapToLong(watts -> (long) watts * deployment.acceleratorsPerRack())
                                .toArray(),
                        racks);
        return new Ask(
                index,
                deployment.tenant(),
                deployment.priority(),
                true,
                false,
                new Ask.Spread(deployment.maxPerRow(), Integer.MAX_VALUE, Integer.MAX_VALUE),
                Collections.nCopies(deployment.racksPerReplica(), part));
    }

    private RackSet racks(Deployment deployment) {
        return RackSet.where(
                instance.racks().size(), rack -> mayStand(deployment, instance.racks().get(rack)));
    }

    private static boolean mayStand(Deployment deployment, Rack rack) {
        boolean isRightSize =
                deployment.isGang()
                        ? rack.accelerators() == deployment.acceleratorsPerRack()
                        : rack.accelerators() >= deployment.acceleratorsPerRack();
        return isRightSize && deployment.mayRunOn(rack.sku());
    }

    private static Site site(Instance instance) {
        List<Domain> domains = instance.domains();
        int[] indexOf = new int[domains.size()];
        List<Long> power = new ArrayList<>();
        List<Long> heat = new ArrayList<>();
        int[] numberOfRow = new int[domains.size()];
        int rows = 0;
        for (int at = 0; at < indexOf.length; at++) {
            List<Long> budgets = domains.get(at).kind() == Domain.Kind.CDU ? heat : power;
            indexOf[at] = budgets.size();
            budgets.add(domains.get(at).budgetWatts());
            if (domains.get(at).kind() == Domain.Kind.ROW) {
                numberOfRow[at] = rows++;
            }
        }
        List<Rack> racks = instance.racks();
        int[] perTray = new int[racks.size()];
        Arrays.fill(perTray, ACCELERATORS_PER_TRAY);
        boolean[] ready = new boolean[racks.size()];
        Arrays.fill(ready, true);
        int[] liquid = new int[racks.size()];
        Arrays.fill(liquid, ALL_LIQUID);
        return Site.of(
                new Site.Columns(
                        racks.stream().mapToInt(Rack::sku).toArray(),
                        racks.stream().mapToInt(rack -> numberOfRow[rack.row()]).toArray(),
                        racks.stream().mapToInt(rack -> indexOf[rack.cdu()]).toArray(),
                        racks.stream().mapToInt(Rack::accelerators).toArray(),
                        perTray,
                        ready,
                        racks.stream().mapToLong(Rack::budgetWatts).toArray(),
                        liquid,
                        racks.stream()
                                .map(
                                        rack ->
                                                new int[] {
                                                    indexOf[rack.row()],
                                                    indexOf[rack.hall()],
                                                    indexOf[Instance.SITE]
                                                })
                                .toArray(int[][]::new),
                        power.stream().mapToLong(Long::longValue).toArray(),
                        heat.stream().mapToLong(Long::longValue).toArray()));
    }
}
