package io.gigafleet.controlplane.placement;

import io.gigafleet.controlplane.fleet.Replica;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pieces of a board are: what runs, or the beginning of a demand. */
final class Pieces {

    private final @Nullable Replica[] running;
    private final @Nullable Demand[] demands;
    private int[] firstPieces = new int[16];
    private int demandCount;

    Pieces(int count) {
        this.running = new Replica[count];
        this.demands = new Demand[count];
    }

    void run(int piece, Replica replica) {
        running[piece] = replica;
    }

    void demand(int firstPiece, Demand demand) {
        demands[firstPiece] = demand;
        if (demandCount == firstPieces.length) {
            firstPieces = Arrays.copyOf(firstPieces, 2 * demandCount);
        }
        firstPieces[demandCount++] = firstPiece;
    }

    Optional<Replica> running(int piece) {
        return Optional.ofNullable(running[piece]);
    }

    Demand demand(int firstPiece) {
        Demand demand = demands[firstPiece];
        if (demand == null) {
            throw new IllegalArgumentException("piece " + firstPiece + " begins no demand");
        }
        return demand;
    }

    /** First pieces of the demands, in the order they were told. */
    int[] demands() {
        return Arrays.copyOf(firstPieces, demandCount);
    }
}
