package io.gigafleet.bench.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a week comes to. */
final class Tally {

    /** Width of the series' points. */
    static final int POINT_SECONDS = 600;

    private final List<Requests> requests = new ArrayList<>();
    private final TreeMap<String, Integer> breakerTrips = new TreeMap<>();
    private final List<Point> points = new ArrayList<>();
    private double throttledForPowerSeconds;
    private double throttledForHeatSeconds;
    private double heldSeconds;
    private double placedSeconds;
    private double darkSeconds;
    private double energyJoules;
    private double rowOverBudgetSeconds;
    private double peakRowWatts;
    private double peakRowShare;
    private double peakSiteShare;
    private double peakDieCelsius;
    private int thermalTrips;
    private int guardTrips;
    private int moves;
    private int placements;
    private int preemptions;

    /** What became of one service's requests. */
    static final class Requests {
        private final int tokensEach;
        private double offered;
        private double served;
        private double rejected;
        private double inTime;

        Requests(int tokensEach) {
            this.tokensEach = tokensEach;
        }

        void offered(double count) {
            offered += count;
        }

        void rejected(double count) {
            rejected += count;
        }

        void worked(RunningReplica.Step step) {
            served += step.served();
            rejected += step.rejected();
            inTime += step.inTime();
        }

        double offered() {
            return offered;
        }

        double served() {
            return served;
        }

        double rejected() {
            return rejected;
        }

        double inTime() {
            return inTime;
        }

        double tokensServed() {
            return served * tokensEach;
        }
    }

    /**
     * The most of ten minutes.
     *
     * @param rowShare of the fullest row's budget
     * @param throttledMinutes of accelerators, for power or heat, or held
     */
    record Point(double rowShare, double dieCelsius, double throttledMinutes) {
        static final Point BLANK = new Point(0, 0, 0);

        Point with(double share, double celsius, double minutes) {
            return new Point(
                    Math.max(rowShare, share),
                    Math.max(dieCelsius, celsius),
                    throttledMinutes + minutes);
        }
    }

    Tally(List<ServedService> services) {
        services.forEach(service -> requests.add(new Requests(service.curve().tokensPerRequest())));
    }

    Requests requests(ServedService service) {
        return requests.get(service.index());
    }

    void lost(Collection<HallRack.Loss> losses) {
        losses.forEach(loss -> requests(loss.service()).rejected(loss.requests()));
    }

    /** A second of all racks. */
    void racks(int second, List<HallRack> racks) {
        double slowed = 0;
        double hottest = 0;
        for (HallRack rack : racks) {
            double power = rack.physics().throttledForPower();
            int heat = rack.physics().throttledForHeat();
            int held = rack.heldAccelerators();
            int placed = rack.placedAccelerators();
            throttledForPowerSeconds += power;
            throttledForHeatSeconds += heat;
            heldSeconds += held;
            placedSeconds += placed;
            darkSeconds += rack.isPowered() ? 0 : placed;
            energyJoules += rack.physics().rackWatts();
            slowed += power + heat + held;
            hottest = Math.max(hottest, rack.physics().hottestDieCelsius());
        }
        peakDieCelsius = Math.max(peakDieCelsius, hottest);
        add(second, 0, hottest, slowed / 60);
    }

    /** A second of one row. */
    void row(int second, double watts, double budgetWatts) {
        double share = watts / budgetWatts;
        peakRowWatts = Math.max(peakRowWatts, watts);
        peakRowShare = Math.max(peakRowShare, share);
        rowOverBudgetSeconds += share > 1 ? 1 : 0;
        add(second, share, 0, 0);
    }

    /** A second of the whole site. */
    void site(double watts, double budgetWatts) {
        peakSiteShare = Math.max(peakSiteShare, watts / budgetWatts);
    }

    private void add(int second, double share, double celsius, double minutes) {
        int at = second / POINT_SECONDS;
        while (points.size() <= at) {
            points.add(Point.BLANK);
        }
        points.set(at, points.get(at).with(share, celsius, minutes));
    }

    void breakerTrip(String domain) {
        breakerTrips.merge(domain, 1, Integer::sum);
    }

    void thermalTrip() {
        thermalTrips++;
    }

    void guardTrip() {
        guardTrips++;
    }

    void moved() {
        moves++;
    }

    void placed() {
        placements++;
    }

    void preempted() {
        preemptions++;
    }

    List<Point> points() {
        return points;
    }

    Map<String, Integer> breakerTrips() {
        return breakerTrips;
    }

    double throttledForPowerMinutes() {
        return throttledForPowerSeconds / 60;
    }

    double throttledForHeatMinutes() {
        return throttledForHeatSeconds / 60;
    }

    double heldMinutes() {
        return heldSeconds / 60;
    }

    double placedMinutes() {
        return placedSeconds / 60;
    }

    double darkMinutes() {
        return darkSeconds / 60;
    }

    double energyMegawattHours() {
        return energyJoules / 3.6e9;
    }

    double rowOverBudgetMinutes() {
        return rowOverBudgetSeconds / 60;
    }

    double peakRowWatts() {
        return peakRowWatts;
    }

    double peakRowShare() {
        return peakRowShare;
    }

    double peakSiteShare() {
        return peakSiteShare;
    }

    double peakDieCelsius() {
        return peakDieCelsius;
    }

    int thermalTrips() {
        return thermalTrips;
    }

    int guardTrips() {
        return guardTrips;
    }

    int moves() {
        return moves;
    }

    int placements() {
        return placements;
    }

    int preemptions() {
        return preemptions;
    }
}
