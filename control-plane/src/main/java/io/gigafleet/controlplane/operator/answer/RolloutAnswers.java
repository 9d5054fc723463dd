package io.gigafleet.controlplane.operator.answer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gigafleet.controlplane.control.PlaneConfig;
import io.gigafleet.controlplane.ledger.Declared.DeclaredRollout;
import io.gigafleet.controlplane.ledger.RecordedRollout;
import io.gigafleet.controlplane.operator.answer.RolloutAnswer.ForecastAnswer;
import io.gigafleet.controlplane.operator.answer.RolloutAnswer.OrderAnswer;
import io.gigafleet.controlplane.operator.answer.RolloutAnswer.RateAnswer;
import io.gigafleet.controlplane.operator.answer.RolloutDetailAnswer.MemberAnswer;
import io.gigafleet.controlplane.operator.answer.RolloutDetailAnswer.WaveAnswer;
import io.gigafleet.controlplane.rollout.Forecasts;
import io.gigafleet.controlplane.rollout.Member;
import io.gigafleet.controlplane.rollout.OrderedRollout;
import io.gigafleet.controlplane.rollout.Pace;
import io.gigafleet.controlplane.rollout.RackProgress;
import io.gigafleet.controlplane.rollout.RepairTicket;
import io.gigafleet.controlplane.rollout.RolloutHistory;
import io.gigafleet.controlplane.rollout.RolloutState;
import io.gigafleet.controlplane.rollout.StageWork;
import io.gigafleet.controlplane.rollout.Throughput;
import io.gigafleet.controlplane.rollout.Timeline;
import io.gigafleet.schemas.RackStage;
import io.gigafleet.schemas.manifest.Rollout;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what is wanted and what was decided of rollouts. */
@ApplicationScoped
public class RolloutAnswers {

    private static final String PENDING = "PENDING";

    private final Pace pace;

    RolloutAnswers(PlaneConfig config) {
        this.pace = new Pace(config.rollouts().speed());
    }

    /** A rollout without its racks. */
    public RolloutAnswer summary(
            FleetPicture picture, DeclaredRollout declared, RecordedRollout recorded, Instant now) {
        OrderedRollout ordered = declared.ordered();
        Rollout.Spec spec = ordered.spec();
        Optional<RolloutState> state = recorded.state();
        return new RolloutAnswer(
                ordered.name(),
                word(spec.kind()),
                spec.firmware(),
                word(spec.mode()),
                ordered.rollout().metadata().labels(),
                state.map(s -> s.phase().name()).orElse(PENDING),
                state.map(s -> s.pause().name()).orElse(RolloutState.Pause.NONE.name()),
                state.map(RolloutState::reason).orElse("no leader has begun it yet"),
                state.map(RolloutState::wave).orElse(0),
                state.map(RolloutState::waves).orElse(0),
                orNull(state.map(s -> Instant.ofEpochMilli(s.sinceMillis()))),
                orNull(state.map(s -> Instant.ofEpochMilli(s.startedAtMillis()))),
                Moments.of(state.map(RolloutState::finishedAtMillis).orElse(OptionalLong.empty())),
                orNull(spec.deadlineAt()),
                pace.speed(),
                order(ordered.orders()),
                RolloutSums.racks(picture, spec, recorded),
                RolloutSums.megawatts(picture, spec, recorded),
                forecast(picture, spec, recorded, now),
                orNull(state.map(s -> ForecastAnswer.of(s.firstForecast()))),
                orNull(state.map(s -> ForecastAnswer.of(s.canaryForecast()))),
                RateAnswer.of(
                        history(picture, recorded)
                                .map(history -> Throughput.of(history, pace, now.toEpochMilli()))
                                .orElse(Throughput.NONE)
                                .overall()),
                declared.revision());
    }

    /** A rollout with its waves and racks. */
    public RolloutDetailAnswer detail(
            FleetPicture picture, DeclaredRollout declared, RecordedRollout recorded, Instant now) {
        Map<Integer, List<Member>> waves =
                recorded.members().stream()
                        .collect(groupingBy(Member::wave, TreeMap::new, toList()));
        Map<String, StageWork> works = recorded.works();
        return new RolloutDetailAnswer(
                summary(picture, declared, recorded, now),
                waves.entrySet().stream()
                        .map(
                                wave ->
                                        WaveAnswer.of(
                                                wave.getKey(),
                                                RolloutSums.racks(wave.getValue()),
                                                RolloutSums.megawatts(picture, wave.getValue())))
                        .toList(),
                recorded.members().stream()
                        .map(member -> member(picture, member, recorded, works, now))
                        .toList());
    }

    /** Where the time of a rollout went. */
    public TimelineAnswer timeline(
            FleetPicture picture, String name, RecordedRollout recorded, Instant now) {
        Timeline timeline =
                history(picture, recorded)
                        .map(history -> Timeline.of(history, pace, now.toEpochMilli()))
                        .orElse(Timeline.NOT_BEGUN);
        return TimelineAnswer.of(name, pace.speed(), now, timeline);
    }

    private MemberAnswer member(
            FleetPicture picture,
            Member member,
            RecordedRollout recorded,
            Map<String, StageWork> works,
            Instant now) {
        Optional<RackProgress> progress = Optional.ofNullable(recorded.racks().get(member.rack()));
        Optional<RepairTicket> ticket =
                Optional.ofNullable(recorded.openTickets().get(member.rack()));
        return new MemberAnswer(
                member.rack(),
                member.wave(),
                member.state().name(),
                progress.or(() -> picture.progressOf(member.rack()))
                        .map(RackProgress::stage)
                        .orElse(RackStage.PLANNED)
                        .name(),
                orNull(progress.map(p -> Instant.ofEpochMilli(p.sinceMillis()))),
                orNull(
                        Optional.ofNullable(works.get(member.rack()))
                                .map(work -> WorkAnswer.of(work, pace, now))),
                Moments.of(member.begunAtMillis()),
                Moments.of(member.inServiceAtMillis()),
                Moments.of(member.firstTokenAtMillis()),
                progress.map(RackProgress::repairs).orElse(0),
                orNull(ticket.map(TicketAnswer::of)));
    }

    private @Nullable ForecastAnswer forecast(
            FleetPicture picture, Rollout.Spec spec, RecordedRollout recorded, Instant now) {
        return recorded.state().filter(state -> !state.isFinished()).isEmpty()
                ? null
                : ForecastAnswer.of(
                        Forecasts.of(
                                spec,
                                recorded.members(),
                                rack -> Optional.ofNullable(recorded.racks().get(rack)),
                                picture.plant(),
                                pace,
                                now.toEpochMilli()));
    }

    private static Optional<RolloutHistory> history(
            FleetPicture picture, RecordedRollout recorded) {
        Map<String, Long> peakWatts = new HashMap<>();
        recorded.members()
                .forEach(
                        member -> peakWatts.put(member.rack(), picture.peakWattsOf(member.rack())));
        return recorded.state()
                .map(
                        state ->
                                new RolloutHistory(
                                        state,
                                        recorded.members(),
                                        recorded.runs(),
                                        recorded.works(),
                                        peakWatts));
    }

    private static OrderAnswer order(OrderedRollout.Orders orders) {
        return new OrderAnswer(
                orders.held(),
                orders.resumes(),
                orders.approvals(),
                orders.aborted(),
                orders.reason());
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
