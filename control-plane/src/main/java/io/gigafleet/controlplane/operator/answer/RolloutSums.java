package io.gigafleet.controlplane.operator.answer;

import io.gigafleet.controlplane.ledger.RecordedRollout;
import io.gigafleet.controlplane.operator.answer.RolloutAnswer.PowerSums;
import io.gigafleet.controlplane.operator.answer.RolloutAnswer.RackSums;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.RackChoice;
import io.gigafleet.schemas.manifest.Rollout;
import java.util.List;
import java.util.stream.Stream;

/** Counts racks and their power; before a rollout has begun, those it would choose now. */
final class RolloutSums {

    private static final double WATTS_PER_MEGAWATT = 1e6;

    private RolloutSums() {}

    static RackSums racks(FleetPicture picture, Rollout.Spec spec, RecordedRollout recorded) {
        if (recorded.state().isPresent()) {
            return racks(recorded.members());
        }
        int chosen = chosen(picture, spec).size();
        return new RackSums(chosen, chosen, 0, 0, 0, 0, 0);
    }

    static RackSums racks(List<Member> members) {
        return new RackSums(
                members.size(),
                count(members, Member.State.WAITING),
                count(members, Member.State.ACTIVE),
                count(members, Member.State.DONE),
                count(members, Member.State.QUARANTINED),
                count(members, Member.State.SKIPPED),
                count(members, Member.State.LEFT));
    }

    private static int count(List<Member> members, Member.State state) {
        return (int) members.stream().filter(member -> member.state() == state).count();
    }

    static PowerSums megawatts(FleetPicture picture, Rollout.Spec spec, RecordedRollout recorded) {
        if (recorded.state().isEmpty()) {
            return new PowerSums(megawatts(picture, chosen(picture, spec).stream()), 0);
        }
        List<Member> inService =
                recorded.members().stream()
                        .filter(member -> member.state() == Member.State.DONE)
                        .toList();
        return new PowerSums(megawatts(picture, recorded.members()), megawatts(picture, inService));
    }

    static double megawatts(FleetPicture picture, List<Member> members) {
        return megawatts(picture, members.stream().map(Member::rack));
    }

    private static double megawatts(FleetPicture picture, Stream<String> racks) {
        return racks.mapToLong(picture::peakWattsOf).sum() / WATTS_PER_MEGAWATT;
    }

    private static List<String> chosen(FleetPicture picture, Rollout.Spec spec) {
        return RackChoice.of(spec, picture.plant(), picture.declared().identities());
    }
}
