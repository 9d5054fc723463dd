package io.gigafleet.controlplane.operator.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.gigafleet.controlplane.operator.answer.RolloutAnswer.RackSums;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that is known of one rollout. */
@Schema(name = "RolloutDetail", description = "A rollout, its waves and its racks")
public record RolloutDetailAnswer(
        @JsonUnwrapped RolloutAnswer rollout,
        @Schema(description = "In order; empty before it has begun") List<WaveAnswer> waveList,
        @Schema(description = "By wave and name; empty before it has begun")
                List<MemberAnswer> rackList) {

    public RolloutDetailAnswer {
        waveList = List.copyOf(waveList);
        rackList = List.copyOf(rackList);
    }

    /** One wave. */
    @Schema(name = "Wave", description = "Racks that are rolled out together")
    public record WaveAnswer(
            @Schema(description = "From 1, which is the canary") int wave,
            int racks,
            int waiting,
            int active,
            int inService,
            int quarantined,
            int skipped,
            int left,
            @Schema(description = "Peak power of its racks") double megawatts) {

        static WaveAnswer of(int wave, RackSums sums, double megawatts) {
            return new WaveAnswer(
                    wave,
                    sums.total(),
                    sums.waiting(),
                    sums.active(),
                    sums.inService(),
                    sums.quarantined(),
                    sums.skipped(),
                    sums.left(),
                    megawatts);
        }
    }

    /** One rack of the rollout. */
    @Schema(name = "RolloutRack", description = "A rack as a member of the rollout")
    public record MemberAnswer(
            String rack,
            int wave,
            @Schema(enumeration = {"WAITING", "ACTIVE", "DONE", "QUARANTINED", "SKIPPED", "LEFT"})
                    String state,
            @Schema(description = "The stage it has reached", examples = "ENERGIZED") String stage,
            @Schema(description = "Since when; null: no rollout has moved it", nullable = true)
                    @Nullable Instant since,
            @Schema(description = "The stage it is to reach next; null: none", nullable = true)
                    @Nullable WorkAnswer work,
            @Schema(description = "When its first stage began", nullable = true)
                    @Nullable Instant beganAt,
            @Schema(nullable = true) @Nullable Instant inServiceAt,
            @Schema(description = "When it first served a token", nullable = true)
                    @Nullable Instant firstTokenAt,
            @Schema(description = "How often it was repaired") int repairs,
            @Schema(description = "Its open repair ticket; null: none", nullable = true)
                    @Nullable TicketAnswer ticket) {}
}
