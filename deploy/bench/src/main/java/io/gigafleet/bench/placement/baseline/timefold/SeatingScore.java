package io.gigafleet.bench.placement.baseline.timefold;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;

/**
 * Hard: how far each limit is exceeded, added up. Soft: what the placed replicas are worth. Kept up
 * to date by each change of a variable.
 */
public final class SeatingScore implements IncrementalScoreCalculator<Seating, HardSoftLongScore> {

    private SeatingSums sums = SeatingSums.EMPTY;

    @Override
    public void resetWorkingSolution(Seating seating) {
        sums = new SeatingSums(seating.instance(), seating.objective());
        seating.seats().forEach(seat -> sums.add(seat, 1));
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        sums.add((Seat) entity, -1);
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        sums.add((Seat) entity, 1);
    }

    @Override
    public void beforeEntityAdded(Object entity) {
        throw fixed(entity);
    }

    @Override
    public void afterEntityAdded(Object entity) {
        throw fixed(entity);
    }

    @Override
    public void beforeEntityRemoved(Object entity) {
        throw fixed(entity);
    }

    @Override
    public void afterEntityRemoved(Object entity) {
        throw fixed(entity);
    }

    private static UnsupportedOperationException fixed(Object entity) {
        return new UnsupportedOperationException("replicas neither come nor go: " + entity);
    }

    @Override
    public HardSoftLongScore calculateScore() {
        return HardSoftLongScore.of(-sums.exceeded(), sums.worth());
    }
}
