package io.gigafleet.controlplane.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a replica has no place: a closed list, from "can never be" to "not now". {@link #text} is for
 * people; it says what is wrong and what would help.
 */
public sealed interface Reason {

    /** Whether waiting may help. If not, only another spec or another site does. */
    boolean retried();

    String text();

    /** What came nearest, or an empty text where nothing comes near. */
    default String nearestFit() {
        return "";
    }

    /** The name used in answers, events and metrics. */
    default String word() {
        return getClass().getSimpleName();
    }

    /** No rack of the site has one of the SKUs the service allows. */
    record NoSuchSku(List<String> skus) implements Reason {
        public NoSuchSku {
            skus = List.copyOf(skus);
        }

        @Override
        public boolean retried() {
            return false;
        }

        @Override
        public String text() {
            return "no rack of this site is a %s; allow another SKU or add such racks"
                    .formatted(String.join(" or ", skus));
        }
    }

    /** The halls the service may use have no rack of its SKUs. */
    record ResidencyUnsatisfiable(List<String> halls, Map<String, String> labels)
            implements Reason {
        public ResidencyUnsatisfiable {
            halls = List.copyOf(halls);
            labels = Map.copyOf(labels);
        }

        /** By halls alone. */
        public ResidencyUnsatisfiable(List<String> halls) {
            this(halls, Map.of());
        }

        @Override
        public boolean retried() {
            return false;
        }

        @Override
        public String text() {
            List<String> where = new ArrayList<>(halls);
            new TreeMap<>(labels).forEach((label, value) -> where.add(label + "=" + value));
            return "the service is confined to %s, where no rack of its SKUs stands"
                    .formatted(String.join(", ", where));
        }
    }

    /**
     * One replica is more than any rack or budget of the site can carry, even if all else were
     * gone.
     */
    record NeverFits(String limit, long needed, long most, String unit) implements Reason {
        @Override
        public boolean retried() {
            return false;
        }

        @Override
        public String text() {
            return "one replica needs %d %s, and %s has at most %d even when empty"
                    .formatted(needed, unit, limit, most);
        }
    }

    /** The tenant holds as many accelerators as it may. */
    record QuotaExceeded(String tenant, long needed, long held, long quota) implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String text() {
            return "tenant %s holds %d of its %d accelerators, and one replica needs %d"
                    .formatted(tenant, held, quota, needed);
        }
    }

    /**
     * Racks would do, but none of them takes replicas now: cordoned, draining, silent or in alarm.
     */
    record NoRackReady(int racks, String example) implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String text() {
            return "none of the %d racks that would do takes replicas now; %s"
                    .formatted(racks, example);
        }
    }

    /** Racks that would do are on their way into service, or still to come. */
    record WaitingForRollout(int racks, String example) implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String text() {
            return racks == 0
                    ? "the site has no rack yet; it waits for a delivery and its rollout"
                    : "the %d racks that would do are not in service yet; %s"
                            .formatted(racks, example);
        }
    }

    /** A power domain has too little headroom. */
    record PowerExhausted(String domain, long neededWatts, long leftWatts) implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String text() {
            return "power of %s is committed: one replica needs %s, %s are left"
                    .formatted(domain, kilowatts(neededWatts), kilowatts(leftWatts));
        }

        @Override
        public String nearestFit() {
            return "needs %s; the best, %s, has %s"
                    .formatted(kilowatts(neededWatts), domain, kilowatts(leftWatts));
        }
    }

    /** A coolant loop has too little headroom. */
    record CoolingExhausted(String loop, long neededWatts, long leftWatts) implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String text() {
            return "coolant loop %s is committed: one replica needs %s of heat, %s are left"
                    .formatted(loop, kilowatts(neededWatts), kilowatts(leftWatts));
        }

        @Override
        public String nearestFit() {
            return "needs %s of heat; the best, %s, has %s"
                    .formatted(kilowatts(neededWatts), loop, kilowatts(leftWatts));
        }
    }

    /** Enough accelerators are free in all, but no rack has enough in one scale-up domain. */
    record Fragmented(int needed, int mostInOneRack, String rack, long freeInAll)
            implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String text() {
            return "%d accelerators are free in all, but at most %d in one rack, and one replica needs %d"
                    .formatted(freeInAll, mostInOneRack, needed);
        }

        @Override
        public String nearestFit() {
            return "needs %d accelerators in one rack; the best, %s, has %d"
                    .formatted(needed, rack, mostInOneRack);
        }
    }

    /** Every accelerator that would do is taken. */
    record AcceleratorsExhausted(int needed, long freeInAll) implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String text() {
            return "one replica needs %d accelerators, and %d are free in all racks that would do"
                    .formatted(needed, freeInAll);
        }
    }

    /**
     * No row has room for all parts of a replica, which have to stand in one.
     *
     * @param parts parts of one replica
     * @param most parts that the best row has room for
     */
    record FragmentedRows(int parts, int most, String row) implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String word() {
            return "Fragmented";
        }

        @Override
        public String text() {
            return "one replica needs %d racks in one row, and no row has room for more than %d"
                    .formatted(parts, most);
        }

        @Override
        public String nearestFit() {
            return "needs %d racks in one row; the best, %s, has room for %d"
                    .formatted(parts, row, most);
        }
    }

    /** Every row, loop or rack that has room holds as many replicas of the service as it may. */
    record SpreadUnsatisfiable(int most, String per) implements Reason {

        /** By rows. */
        public SpreadUnsatisfiable(int maxPerRow) {
            this(maxPerRow, "row");
        }

        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String text() {
            return "every %s that has room already holds %d replicas of this service, its maxPer%s"
                    .formatted(
                            per,
                            most,
                            per.substring(0, 1).toUpperCase(Locale.ROOT) + per.substring(1));
        }
    }

    /** What would do is used by others alone, or the service wants racks for its tenant alone. */
    record NoExclusiveRack(String tenant, int racks) implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String word() {
            return "Fragmented";
        }

        @Override
        public String text() {
            return "the %d racks that would do are shared with or kept for other tenants than %s"
                    .formatted(racks, tenant);
        }
    }

    /**
     * Room is being made: others move away or give up their place.
     *
     * @param rack where
     * @param leaving how many replicas go
     */
    record WaitingForPreemption(String rack, int leaving) implements Reason {
        @Override
        public boolean retried() {
            return true;
        }

        @Override
        public String text() {
            return "%d %s of %s for it; it is placed when they are gone"
                    .formatted(
                            leaving,
                            leaving == 1 ? "replica makes room" : "replicas make room",
                            rack);
        }
    }

    /** The declaration contradicts itself. */
    record Misconfigured(String what) implements Reason {
        @Override
        public boolean retried() {
            return false;
        }

        @Override
        public String text() {
            return what;
        }
    }

    private static String kilowatts(long watts) {
        return "%.1f kW".formatted(watts / 1000.0);
    }
}
