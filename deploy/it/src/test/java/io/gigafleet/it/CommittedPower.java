package io.gigafleet.it;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** When a rollout has allowed its racks how much more power, by its requests in the ledger. */
record CommittedPower(List<Raise> raises) {

    /** Watts more for one rack, so that it will draw {@code toWatts}. */
    record Raise(String rack, long atMillis, long watts, long toWatts) {}

    static CommittedPower of(RolloutStory rollout) throws SQLException {
        List<Raise> raises = new ArrayList<>();
        for (String row :
                rollout.ledger(
                        "rack, stage, (extract(epoch from asked_at) * 1000)::bigint",
                        "stage_run",
                        "stage in ('ENERGIZED', 'BURNED_IN') order by asked_at")) {
            String[] columns = row.split("\\|", -1);
            long atMillis = Long.parseLong(columns[2]);
            raises.add(
                    columns[1].equals("ENERGIZED")
                            ? new Raise(
                                    columns[0], atMillis, RowSite.IDLE_WATTS, RowSite.IDLE_WATTS)
                            : new Raise(
                                    columns[0],
                                    atMillis,
                                    RowSite.PEAK_WATTS - RowSite.IDLE_WATTS,
                                    RowSite.PEAK_WATTS));
        }
        return new CommittedPower(raises);
    }

    /** The most that was added within so long. */
    long mostRaisedWithin(long millis) {
        long most = 0;
        for (int from = 0; from < raises.size(); from++) {
            long sum = 0;
            for (int to = from;
                    to < raises.size()
                            && raises.get(to).atMillis() - raises.get(from).atMillis() < millis;
                    to++) {
                sum += raises.get(to).watts();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    /** The longest time from a request to the meter's showing nearly all of it. */
    long longestLagMillis(PowerRecord power) {
        return raises.stream()
                .mapToLong(
                        raise ->
                                power.firstAtLeast(
                                                raise.rack(),
                                                raise.toWatts() * 9 / 10,
                                                raise.atMillis())
                                        - raise.atMillis())
                .max()
                .orElse(0);
    }
}
