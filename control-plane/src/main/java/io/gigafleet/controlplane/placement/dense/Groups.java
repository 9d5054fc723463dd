package io.gigafleet.controlplane.placement.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Racks that are alike, so that a plan need not tell them apart at first: of one SKU, in rows of
 * one type. Rows are of one type if they hold as many racks of each SKU and have about as many
 * watts left per free accelerator.
 *
 * @param count number of groups
 * @param ofRack group of each rack
 * @param rowTypes number of row types
 * @param typeOfRow type of each row
 * @param typeOfGroup row type of each group
 * @param exampleOfGroup one rack of each group
 */
record Groups(
        int count,
        int[] ofRack,
        int rowTypes,
        int[] typeOfRow,
        int[] typeOfGroup,
        int[] exampleOfGroup) {

    /** Beyond so many row types only SKUs are told apart. */
    private static final int ROW_TYPES_MOST = 24;

    /** Watts per accelerator within which rows count as alike. */
    private static final int ALIKE_WATTS = 16;

    static Groups of(Board board) {
        Groups fine = of(board, rowTypes(board));
        return fine.rowTypes() <= ROW_TYPES_MOST
                ? fine
                : of(board, new int[board.site().rowCount()]);
    }

    private static int[] rowTypes(Board board) {
        Site site = board.site();
        int[][] racksBySku = new int[site.rowCount()][site.skuCount()];
        int[] wattsPerAccelerator = new int[site.rowCount()];
        for (int rack = 0; rack < site.rackCount(); rack++) {
            if (site.ready(rack) && board.free(rack) > 0) {
                racksBySku[site.row(rack)][site.sku(rack)]++;
                wattsPerAccelerator[site.row(rack)] =
                        (int) (board.headroom().rowWattsPerFree(rack) / ALIKE_WATTS);
            }
        }
        Map<List<Integer>, Integer> types = new HashMap<>();
        int[] typeOfRow = new int[site.rowCount()];
        for (int row = 0; row < typeOfRow.length; row++) {
            List<Integer> type = new ArrayList<>();
            type.add(wattsPerAccelerator[row]);
            Arrays.stream(racksBySku[row]).forEach(type::add);
            typeOfRow[row] = types.computeIfAbsent(type, ignored -> types.size());
        }
        return typeOfRow;
    }

    private static Groups of(Board board, int[] typeOfRow) {
        Site site = board.site();
        int rowTypes = Arrays.stream(typeOfRow).max().orElse(-1) + 1;
        int[] groupOf = new int[rowTypes * site.skuCount()];
        Arrays.fill(groupOf, -1);
        int[] ofRack = new int[site.rackCount()];
        List<Integer> types = new ArrayList<>();
        List<Integer> examples = new ArrayList<>();
        for (int rack = 0; rack < ofRack.length; rack++) {
            int type = typeOfRow[site.row(rack)];
            int key = type * site.skuCount() + site.sku(rack);
            if (groupOf[key] < 0) {
                groupOf[key] = types.size();
                types.add(type);
                examples.add(rack);
            }
            ofRack[rack] = groupOf[key];
        }
        return new Groups(types.size(), ofRack, rowTypes, typeOfRow, array(types), array(examples));
    }

    private static int[] array(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether some rack of a group may hold a part, were it empty. */
    boolean mayHold(int group, Ask.Part part) {
        for (int rack = exampleOfGroup[group]; rack < ofRack.length; rack++) {
            if (ofRack[rack] == group && part.racks().contains(rack)) {
                return true;
            }
        }
        return false;
    }
}
