package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A site of a few rows and asks of every kind, made from a seed. */
final class RandomBoard {

    private static final int RACKS_PER_ROW = 4;
    private static final int REPLICAS = 6;

    private RandomBoard() {}

    static Board of(long seed) {
        return of(new Random(seed));
    }

    static Board of(Random random) {
        int rows = 2 + random.nextInt(2);
        Site site = site(random, rows);
        List<Ask> asks = new ArrayList<>();
        int count = 3 + random.nextInt(4);
        for (int index = 0; index < count; index++) {
            asks.add(ask(random, site, index));
        }
        int[] replicas = new int[count];
        Arrays.fill(replicas, REPLICAS);
        return new Board(site, asks, replicas, new long[] {600, 900});
    }

    private static Site site(Random random, int rows) {
        int racks = rows * RACKS_PER_ROW;
        int[] sku = new int[racks];
        int[] row = new int[racks];
        int[] loop = new int[racks];
        int[] accelerators = new int[racks];
        int[] perTray = new int[racks];
        boolean[] ready = new boolean[racks];
        long[] budget = new long[racks];
        int[] liquid = new int[racks];
        int[][] domains = new int[racks][];
        for (int rack = 0; rack < racks; rack++) {
            sku[rack] = random.nextInt(2);
            row[rack] = rack / RACKS_PER_ROW;
            loop[rack] = rack / 2;
            accelerators[rack] = sku[rack] == 0 ? 72 : 64;
            perTray[rack] = 4;
            ready[rack] = random.nextInt(6) > 0;
            budget[rack] = 90_000;
            liquid[rack] = sku[rack] == 0 ? 1_000_000 : 850_000;
            domains[rack] = new int[] {1 + row[rack], 0};
        }
        long[] domainWatts = new long[rows + 1];
        Arrays.fill(domainWatts, 200_000 + random.nextInt(150_000));
        domainWatts[0] = 150_000L * rows + random.nextInt(200_000);
        long[] loopWatts = new long[racks / 2];
        Arrays.fill(loopWatts, 90_000 + random.nextInt(80_000));
        return Site.of(
                new Site.Columns(
                        sku,
                        row,
                        loop,
                        accelerators,
                        perTray,
                        ready,
                        budget,
                        liquid,
                        domains,
                        domainWatts,
                        loopWatts));
    }

    private static Ask ask(Random random, Site site, int index) {
        int size = 1 + random.nextInt(40);
        long each = 400 + 200L * random.nextInt(5);
        RackSet anywhere = RackSet.where(site.rackCount(), rack -> true);
        Ask.Part part = new Ask.Part(size, new long[] {size * each, size * (each + 50)}, anywhere);
        int any = Integer.MAX_VALUE;
        return new Ask(
                index,
                random.nextInt(2),
                random.nextInt(5),
                random.nextInt(4) > 0,
                random.nextInt(8) == 0,
                random.nextInt(3) == 0 ? new Ask.Spread(2, any, 1) : Ask.Spread.ANY,
                random.nextInt(4) == 0 ? List.of(part, part) : List.of(part));
    }

    /** Everything a board can be asked about what stands and what is left. */
    static List<Long> state(Board board) {
        List<Long> state = new ArrayList<>();
        Site site = board.site();
        for (int rack = 0; rack < site.rackCount(); rack++) {
            state.add((long) board.free(rack));
            state.add(board.headroom().rackLeft(rack));
            state.add(board.headroom().loopLeft(site.loop(rack)));
            state.add((long) board.headroom().freeInRow(site.row(rack)));
            state.add(board.yielding().leastWeightIn(rack));
            for (int priority = 0; priority < 8; priority++) {
                state.add((long) board.yielding().acceleratorsIn(rack, priority));
            }
            for (Ask ask : board.asks()) {
                state.add(board.sharesWell(rack, ask) ? 1L : 0L);
            }
        }
        for (int domain = 0; domain < site.domainCount(); domain++) {
            state.add(board.headroom().domainLeft(domain));
        }
        for (int tenant = 0; tenant < board.quotas().tenants(); tenant++) {
            state.add(board.quotas().heldBy(tenant));
        }
        for (int group = 0; group < board.buckets().groups(); group++) {
            state.add(board.buckets().freeIn(group));
        }
        for (int piece = 0; piece < board.pieceCount(); piece++) {
            state.add((long) board.rackOf(piece));
        }
        return state;
    }

    /** Places what fits of all replicas, one by one, in order. */
    static void fill(Board board) {
        OneByOne oneByOne = new OneByOne(board, Objective.WEIGHTED);
        for (Ask ask : board.asks()) {
            int end = board.firstPiece(ask.index() + 1);
            for (int piece = board.firstPiece(ask.index());
                    piece < end;
                    piece += ask.parts().size()) {
                oneByOne.allocate(piece);
            }
        }
        board.settle();
    }
}
