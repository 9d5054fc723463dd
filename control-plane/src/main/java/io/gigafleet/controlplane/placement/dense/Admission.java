package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;
import java.util.List;

/**
 * Decides how many replicas of each class stand in each group of racks, before any rack is chosen:
 * the linear program over classes and groups, solved by {@link Prices}, in whole numbers.
 *
 * <p>An <i>option</i> is a group, for replicas of one part, or a row type, for replicas whose parts
 * share a row.
 */
final class Admission {

    /** Watts that count as one in the program, about what an accelerator draws. */
    private static final double UNIT_WATTS = 1000;

    private final Board board;
    private final Site site;
    private final Groups groups;
    private final Objective objective;
    private final List<ReplicaClass> classes;
    private final int[] boundResource;
    private final int resourceCount;

    private Admission(
            Board board,
            Groups groups,
            Objective objective,
            List<ReplicaClass> classes,
            boolean[] bound) {
        this.board = board;
        this.site = board.site();
        this.groups = groups;
        this.objective = objective;
        this.classes = classes;
        this.boundResource = new int[bound.length];
        int next = 2 * groups.count() + groups.rowTypes() + 1;
        for (int tenant = 0; tenant < bound.length; tenant++) {
            boundResource[tenant] = bound[tenant] ? next++ : Prices.NONE;
        }
        this.resourceCount = next;
    }

    /**
     * Replicas to place, per class and option; options are the groups and then the row types.
     *
     * @param bound tenants that want more than they may have
     */
    static int[][] decide(
            Board board,
            Groups groups,
            Objective objective,
            List<ReplicaClass> classes,
            boolean[] bound) {
        Admission admission = new Admission(board, groups, objective, classes, bound);
        Prices.Program program = admission.program();
        return admission.whole(program, Prices.solve(program));
    }

    private Prices.Program program() {
        int options = groups.count() + groups.rowTypes();
        double[] value = new double[classes.size()];
        double[] size = new double[classes.size()];
        double[] count = new double[classes.size()];
        double[][][] needs = new double[classes.size()][options][0];
        int[] own = new int[classes.size()];
        for (int at = 0; at < classes.size(); at++) {
            Ask ask = classes.get(at).example();
            value[at] = objective.worth(ask);
            size[at] = ask.accelerators();
            count[at] = classes.get(at).wanted();
            own[at] = boundResource[ask.tenant()];
            for (int option = 0; option < options; option++) {
                needs[at][option] = needs(ask, option);
            }
        }
        return new Prices.Program(value, size, count, needs, resources(), own, capacity());
    }

    private int accelerators(int group) {
        return group;
    }

    private int loopWatts(int group) {
        return groups.count() + group;
    }

    private int rowWatts(int type) {
        return 2 * groups.count() + type;
    }

    private int siteWatts() {
        return 2 * groups.count() + groups.rowTypes();
    }

    private int[][] resources() {
        int[][] resources = new int[groups.count() + groups.rowTypes()][];
        for (int group = 0; group < groups.count(); group++) {
            resources[group] =
                    new int[] {
                        accelerators(group),
                        loopWatts(group),
                        rowWatts(groups.typeOfGroup()[group]),
                        siteWatts()
                    };
        }
        for (int type = 0; type < groups.rowTypes(); type++) {
            int[] members = members(type);
            int[] used = new int[2 * members.length + 2];
            for (int at = 0; at < members.length; at++) {
                used[2 * at] = accelerators(members[at]);
                used[2 * at + 1] = loopWatts(members[at]);
            }
            used[2 * members.length] = rowWatts(type);
            used[2 * members.length + 1] = siteWatts();
            resources[groups.count() + type] = used;
        }
        return resources;
    }

    private int[] members(int type) {
        int[] all = new int[groups.count()];
        Arrays.setAll(all, group -> group);
        return Arrays.stream(all).filter(group -> groups.typeOfGroup()[group] == type).toArray();
    }

    private double[] needs(Ask ask, int option) {
        boolean isGroup = option < groups.count();
        if (isGroup != ask.isSimple()) {
            return new double[0];
        }
        if (!isGroup) {
            return needsInRow(ask, option - groups.count());
        }
        Ask.Part part = ask.parts().getFirst();
        int rack = groups.exampleOfGroup()[option];
        if (!groups.mayHold(option, part)) {
            return new double[0];
        }
        double watts = part.wattsBySku()[site.sku(rack)] / UNIT_WATTS;
        return new double[] {part.accelerators(), watts, watts, watts};
    }

    /** Each part goes to the group of the row type where it draws least. */
    private double[] needsInRow(Ask ask, int type) {
        int[] members = members(type);
        double[] needs = new double[2 * members.length + 2];
        for (Ask.Part part : ask.parts()) {
            int best = -1;
            long least = Long.MAX_VALUE;
            for (int at = 0; at < members.length; at++) {
                long watts = part.wattsBySku()[site.sku(groups.exampleOfGroup()[members[at]])];
                if (groups.mayHold(members[at], part) && watts < least) {
                    best = at;
                    least = watts;
                }
            }
            if (best < 0) {
                return new double[0];
            }
            needs[2 * best] += part.accelerators();
            needs[2 * best + 1] += least / UNIT_WATTS;
            needs[2 * members.length] += least / UNIT_WATTS;
            needs[2 * members.length + 1] += least / UNIT_WATTS;
        }
        return needs;
    }

    private double[] capacity() {
        double[] capacity = new double[resourceCount];
        long[] rackSum = new long[site.loopCount()];
        int[] groupOfLoop = new int[site.loopCount()];
        long[] rowLeft = new long[site.rowCount()];
        long top = 0;
        for (int rack = 0; rack < site.rackCount(); rack++) {
            if (!site.ready(rack)) {
                continue;
            }
            int group = groups.ofRack()[rack];
            capacity[accelerators(group)] += board.free(rack);
            rackSum[site.loop(rack)] += Math.max(0, board.headroom().rackLeft(rack));
            groupOfLoop[site.loop(rack)] = group;
            int[] domains = site.domainsOf(rack);
            if (domains.length > 0) {
                rowLeft[site.row(rack)] = board.headroom().domainLeft(domains[0]);
                top = board.headroom().domainLeft(domains[domains.length - 1]);
            }
        }
        for (int loop = 0; loop < rackSum.length; loop++) {
            capacity[loopWatts(groupOfLoop[loop])] +=
                    Math.min(rackSum[loop], Math.max(0, board.headroom().loopLeft(loop)))
                            / UNIT_WATTS;
        }
        for (int row = 0; row < rowLeft.length; row++) {
            capacity[rowWatts(groups.typeOfRow()[row])] += Math.max(0, rowLeft[row]) / UNIT_WATTS;
        }
        capacity[siteWatts()] = Math.max(0, top) / UNIT_WATTS;
        for (int tenant = 0; tenant < boundResource.length; tenant++) {
            if (boundResource[tenant] != Prices.NONE) {
                capacity[boundResource[tenant]] = Math.max(0, board.quotas().left(tenant));
            }
        }
        return capacity;
    }

    /**
     * Whole numbers near the fractions: what one class leaves over in an option, in accelerators,
     * the next one takes; of a tenant whose quota binds, the next one of the same tenant.
     */
    private int[][] whole(Prices.Program program, double[][] shares) {
        int options = groups.count() + groups.rowTypes();
        int[][] whole = new int[classes.size()][options];
        double[][] carriedBy = new double[resourceCount + 1][options];
        for (int at = 0; at < classes.size(); at++) {
            int size = classes.get(at).example().accelerators();
            int left = classes.get(at).wanted();
            double[] carried = carriedBy[program.own()[at] - Prices.NONE];
            for (int option = 0; option < options; option++) {
                if (program.needs()[at][option].length == 0) {
                    continue;
                }
                double wanted = shares[at][option] + carried[option] / size;
                whole[at][option] = Math.clamp((long) Math.floor(wanted + 1e-6), 0, left);
                left -= whole[at][option];
                carried[option] = (wanted - whole[at][option]) * size;
            }
        }
        return whole;
    }
}
