package io.gigafleet.controlplane.placement.dense;

import java.util.Arrays;

/**
 * Prices of scarce resources: the dual of the linear program that chooses how many replicas of each
 * class stand in each group of racks.
 *
 * <p>The program is {@code max sum v[c] x[c][g]} with {@code sum over g of x[c][g] <= n[c]} and,
 * for each resource, {@code sum a[c][g][r] x[c][g] <= b[r]}. Its dual in the resources' prices
 * alone is convex and piecewise linear; smoothed by an entropy term it is minimised by Newton's
 * method, with a barrier that keeps prices positive, and the smoothing is taken away in steps
 * (Bertsekas, Nonlinear Programming, section 4.2; entropic smoothing after Nesterov 2005). The
 * shares in which a class is spread over the groups are then a near-optimal solution of the program
 * itself.
 */
final class Prices {

    /** No resource. */
    static final int NONE = -1;

    private static final double FIRST_SMOOTHING = 0.3;
    private static final double LAST_SMOOTHING = 0.0015;
    private static final double COOLING = 0.35;
    private static final int STEPS_PER_SMOOTHING = 12;
    private static final double TOLERANCE = 1e-9;
    private static final double BARRIER = 0.02;

    /**
     * The program, scaled by the caller so that values and needs are about 1.
     *
     * @param value of one replica, per class
     * @param size what a class's value is measured by: its accelerators
     * @param count replicas per class
     * @param needs per class and group the amounts of the group's resources, in the order of {@code
     *     resources}; an empty array where the class may not stand
     * @param resources per group the indexes of the resources it uses
     * @param own per class a resource that each replica uses {@code size} of wherever it stands, or
     *     {@link #NONE}
     * @param capacity per resource
     */
    record Program(
            double[] value,
            double[] size,
            double[] count,
            double[][][] needs,
            int[][] resources,
            int[] own,
            double[] capacity) {}

    private final Program program;
    private final double[] price;
    private final double[] gradient;
    private final double[][] hessian;
    private final double[][] share;
    private final double[] mean;
    private double smoothing = FIRST_SMOOTHING;

    private Prices(Program program) {
        this.program = program;
        int resources = program.capacity().length;
        this.price = new double[resources];
        Arrays.fill(price, 0.5);
        this.gradient = new double[resources];
        this.hessian = new double[resources][resources];
        this.mean = new double[resources];
        this.share = new double[program.value().length][program.resources().length];
    }

    /** How many replicas of each class stand in each group, as fractions. */
    static double[][] solve(Program program) {
        Prices prices = new Prices(program);
        for (prices.smoothing = FIRST_SMOOTHING;
                prices.smoothing > LAST_SMOOTHING;
                prices.smoothing *= COOLING) {
            prices.settle();
        }
        prices.smoothing = LAST_SMOOTHING;
        prices.settle();
        return prices.share;
    }

    private void settle() {
        double before = evaluate(price, true);
        for (int step = 0; step < STEPS_PER_SMOOTHING; step++) {
            double[] direction = newtonDirection();
            double slope = dot(direction, gradient);
            if (-slope < TOLERANCE * Math.abs(before)) {
                return;
            }
            double length = longestStep(direction);
            double after = evaluate(moved(direction, length), false);
            while (after > before + 0.1 * length * slope && length > 1e-6) {
                length /= 2;
                after = evaluate(moved(direction, length), false);
            }
            System.arraycopy(moved(direction, length), 0, price, 0, price.length);
            before = evaluate(price, true);
        }
    }

    private double longestStep(double[] direction) {
        double length = 1;
        for (int resource = 0; resource < price.length; resource++) {
            if (direction[resource] < 0) {
                length = Math.min(length, -0.95 * price[resource] / direction[resource]);
            }
        }
        return length;
    }

    private double[] moved(double[] direction, double length) {
        double[] next = price.clone();
        for (int resource = 0; resource < next.length; resource++) {
            next[resource] += length * direction[resource];
        }
        return next;
    }

    /**
     * The smoothed dual at some prices; with {@code derive} also its derivatives and the shares.
     */
    private double evaluate(double[] at, boolean derive) {
        double sum = 0;
        double barrier = 0;
        if (derive) {
            Arrays.fill(gradient, 0);
            for (double[] line : hessian) {
                Arrays.fill(line, 0);
            }
        }
        for (int resource = 0; resource < at.length; resource++) {
            double weight = smoothing * BARRIER * Math.max(1, program.capacity()[resource]);
            sum += program.capacity()[resource] * at[resource];
            barrier -= weight * Math.log(at[resource]);
            if (derive) {
                gradient[resource] = program.capacity()[resource] - weight / at[resource];
                hessian[resource][resource] = weight / (at[resource] * at[resource]);
            }
        }
        for (int ofClass = 0; ofClass < program.value().length; ofClass++) {
            sum += ofClass(ofClass, at, derive);
        }
        return sum + barrier;
    }

    private double ofClass(int ofClass, double[] at, boolean derive) {
        double[][] needs = program.needs()[ofClass];
        double temperature = smoothing * program.size()[ofClass];
        double[] shares = share[ofClass];
        double top = 0;
        int own = program.own()[ofClass];
        double ownCost = own == NONE ? 0 : at[own] * program.size()[ofClass];
        for (int group = 0; group < needs.length; group++) {
            if (needs[group].length == 0) {
                shares[group] = Double.NEGATIVE_INFINITY;
                continue;
            }
            double gain = program.value()[ofClass] - ownCost;
            int[] resources = program.resources()[group];
            for (int use = 0; use < resources.length; use++) {
                gain -= needs[group][use] * at[resources[use]];
            }
            shares[group] = gain / temperature;
            top = Math.max(top, shares[group]);
        }
        double total = Math.exp(-top);
        for (int group = 0; group < needs.length; group++) {
            shares[group] = Math.exp(shares[group] - top);
            total += shares[group];
        }
        double count = program.count()[ofClass];
        if (derive) {
            for (int group = 0; group < needs.length; group++) {
                shares[group] *= count / total;
            }
            derive(ofClass, needs, shares, temperature);
        }
        return count * temperature * (top + Math.log(total));
    }

    private void derive(int ofClass, double[][] needs, double[] shares, double temperature) {
        Arrays.fill(mean, 0);
        double count = program.count()[ofClass];
        double used = 0;
        int own = program.own()[ofClass];
        for (int group = 0; group < needs.length; group++) {
            int[] resources = program.resources()[group];
            for (int use = 0; use < needs[group].length; use++) {
                double amount = needs[group][use] * shares[group];
                mean[resources[use]] += amount;
                for (int other = 0; other < needs[group].length; other++) {
                    hessian[resources[use]][resources[other]] +=
                            amount * needs[group][other] / temperature;
                }
                if (own != NONE) {
                    double both = amount * program.size()[ofClass] / temperature;
                    hessian[own][resources[use]] += both;
                    hessian[resources[use]][own] += both;
                }
            }
            used += shares[group];
        }
        if (own != NONE) {
            mean[own] = used * program.size()[ofClass];
            hessian[own][own] += mean[own] * program.size()[ofClass] / temperature;
        }
        for (int one = 0; one < mean.length; one++) {
            gradient[one] -= mean[one];
            for (int other = 0; mean[one] != 0 && other < mean.length; other++) {
                hessian[one][other] -= mean[one] * mean[other] / (count * temperature);
            }
        }
    }

    /**
     * Solves {@code hessian * direction = -gradient} by Cholesky, with a little on the diagonal.
     */
    private double[] newtonDirection() {
        int size = price.length;
        double[][] lower = new double[size][size];
        double[] direction = new double[size];
        for (int line = 0; line < size; line++) {
            for (int at = 0; at <= line; at++) {
                double sum = hessian[line][at];
                if (line == at) {
                    sum += 1e-9 * (1 + hessian[line][line]);
                }
                for (int before = 0; before < at; before++) {
                    sum -= lower[line][before] * lower[at][before];
                }
                lower[line][at] =
                        line == at ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[at][at];
            }
        }
        for (int line = 0; line < size; line++) {
            double sum = -gradient[line];
            for (int before = 0; before < line; before++) {
                sum -= lower[line][before] * direction[before];
            }
            direction[line] = sum / lower[line][line];
        }
        for (int line = size - 1; line >= 0; line--) {
            double sum = direction[line];
            for (int after = line + 1; after < size; after++) {
                sum -= lower[after][line] * direction[after];
            }
            direction[line] = sum / lower[line][line];
        }
        return direction;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int at = 0; at < one.length; at++) {
            sum += one[at] * other[at];
        }
        return sum;
    }
}
