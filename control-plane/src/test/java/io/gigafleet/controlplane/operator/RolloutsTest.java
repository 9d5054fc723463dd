package io.gigafleet.controlplane.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gigafleet.controlplane.operator.Api.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What people see of rollouts: how far they are, where their time went, what has to be repaired.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class RolloutsTest {

    private static final String DELIVERY =
            """
            apiVersion: gigafleet/v1
            kind: RackDelivery
            metadata: {name: may}
            spec:
              racks:
                - {name: r1, sku: gb300-nvl72, serial: SN-1, batch: a, hall: h1, row: h1-r1, position: 1, powerDomain: pdu-1, coolantLoop: loop-1}
                - {name: r2, sku: gb300-nvl72, serial: SN-2, batch: a, hall: h1, row: h1-r1, position: 2, powerDomain: pdu-1, coolantLoop: loop-1}
                - {name: r3, sku: gb300-nvl72, serial: SN-3, batch: a, hall: h1, row: h1-r2, position: 1, powerDomain: pdu-2, coolantLoop: loop-2}
            """;

    private static final String ROLLOUT =
            """
            apiVersion: gigafleet/v1
            kind: Rollout
            metadata: {name: hall-1, labels: {owner: night-shift}}
            spec:
              kind: commission
              racks: {delivery: may}
              firmware: "25.10.2"
              canary: 1
              deadline: "2099-01-01T00:00:00Z"
            """;

    /** The canary r1 is in service; of wave 2, r2 is being tested for leaks and r3 has failed. */
    private static final String BEGUN =
            """
            insert into rollout_state (rollout, phase, pause, reason, wave, waves, since, started_at,
                resumes_seen, approvals_seen, forgiven, baseline, first_forecast, canary_forecast, epoch, revision)
            values ('hall-1', 'RUNNING', 'NONE', 'wave 2 is on its way', 2, 2, now() - interval '40 minutes',
                now() - interval '2 hours', 0, 0, 0, '{}',
                array['2026-05-01 10:00Z', '2026-05-01 12:00Z', '2026-05-01 16:00Z']::timestamptz[], '{}', 1, 1);
            insert into rollout_rack (rollout, rack, wave, state, retries_seen, begun_at, in_service_at,
                first_token_at, revision)
            values
                ('hall-1', 'r1', 1, 'DONE', 0, now() - interval '2 hours', now() - interval '1 hour',
                 now() - interval '58 minutes', 1),
                ('hall-1', 'r2', 2, 'ACTIVE', 0, now() - interval '40 minutes', null, null, 1),
                ('hall-1', 'r3', 2, 'QUARANTINED', 0, now() - interval '40 minutes', null, null, 1);
            insert into rack_progress (rack, stage, from_stage, since, rollout, wave, work_stage, attempt,
                inconclusive, reason, begun_at, requested_at, deadline, repairs, held_watts, raised_watts,
                firmware, leaked, epoch, revision)
            values
                ('r1', 'IN_SERVICE', 'ACCEPTED', now() - interval '1 hour', 'hall-1', 1, null, 0, false, '',
                 null, null, null, 0, 21000, 0, '25.10.2', false, 1, 1),
                ('r2', 'ENERGIZED', 'INSTALLED', now() - interval '7 minutes', 'hall-1', 2, 'LEAK_TESTED', 2,
                 false, 'pressure decay 0.3 kPa, limit 1.0', now() - interval '7 minutes',
                 now() - interval '4 minutes', now() + interval '6 minutes', 1, 21000, 21000, '25.10.2',
                 false, 1, 1),
                ('r3', 'QUARANTINED', 'ENERGIZED', now() - interval '5 minutes', 'hall-1', 2, null, 0, false, '',
                 null, null, null, 0, 0, 0, '25.10.2', true, 1, 1);
            insert into repair_ticket (id, rack, rollout, stage, cause, component, evidence, opened_at, closed_at,
                closing, revision)
            values
                ('hall-1/r3/1', 'r3', 'hall-1', 'LEAK_TESTED', 'LEAK', 'tray 7', 'pressure decay 3.1 kPa',
                 now() - interval '5 minutes', null, '', 1),
                ('hall-1/r2/1', 'r2', 'hall-1', 'BURNED_IN', 'ACCELERATOR', 'accelerator 4', '0 W at full load',
                 now() - interval '30 minutes', now() - interval '20 minutes', 'burn-in passed', 1);
            insert into stage_run (rollout, rack, wave, stage, attempt, begun_at, asked_at, ended_at, outcome,
                reason, revision)
            values
                ('hall-1', 'r1', 1, 'DELIVERED', 1, now() - interval '120 minutes', now() - interval '110 minutes',
                 now() - interval '90 minutes', 'ADVANCE', 'serial as ordered', 1),
                ('hall-1', 'r1', 1, 'INSTALLED', 1, now() - interval '90 minutes', now() - interval '90 minutes',
                 now() - interval '60 minutes', 'ADVANCE', 'all trays', 1);
            update ledger_head set revision = revision + 1
            """;

    @TestHTTPResource URI root;
    @Inject LedgerRows rows;

    private Api api;

    @BeforeEach
    void declared() {
        rows.clear();
        api = new Api(root, PostgresResource.ADMIN_TOKEN);
        Answer applied =
                api.apply(
                        Plant.together(Plant.SITE, Plant.TENANT, Plant.rack(4), DELIVERY, ROLLOUT));
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @Test
    void rolloutThatNobodyHasBegunIsPendingWithTheRacksItWouldTake() {
        JsonNode rollout = api.get("/api/v1/rollouts/hall-1").body();

        assertThat(rollout.path("phase").asText()).isEqualTo("PENDING");
        assertThat(rollout.path("kind").asText()).isEqualTo("commission");
        assertThat(rollout.path("wave").asInt()).isZero();
        assertThat(rollout.at("/racks/total").asInt()).isEqualTo(3);
        assertThat(rollout.at("/racks/waiting").asInt()).isEqualTo(3);
        assertThat(rollout.at("/megawatts/total").asDouble()).isEqualTo(0.42);
        assertThat(rollout.path("forecast").isNull()).isTrue();
        assertThat(rollout.path("rackList")).isEmpty();
        assertThat(rollout.path("deadline").asText()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(rollout.at("/labels/owner").asText()).isEqualTo("night-shift");
    }

    @Test
    void rolloutUnderWayShowsItsWavesAndWhatEachRackIsAt() {
        rows.execute(BEGUN);

        JsonNode rollout = api.get("/api/v1/rollouts/hall-1").body();

        assertThat(rollout.path("phase").asText()).isEqualTo("RUNNING");
        assertThat(rollout.path("reason").asText()).isEqualTo("wave 2 is on its way");
        assertThat(rollout.at("/racks/inService").asInt()).isEqualTo(1);
        assertThat(rollout.at("/megawatts/inService").asDouble()).isEqualTo(0.14);
        assertThat(rollout.at("/firstForecast/likely").asText()).isEqualTo("2026-05-01T12:00:00Z");
        assertThat(rollout.path("canaryForecast").isNull()).isTrue();
        assertThat(rollout.at("/forecast/likely").asText()).startsWith("20");
        assertThat(rollout.at("/throughput/racksPerDay").asDouble()).isBetween(11.9, 12.0);
        JsonNode wave = rollout.at("/waveList/1");
        assertThat(wave.path("racks").asInt()).isEqualTo(2);
        assertThat(wave.path("active").asInt()).isEqualTo(1);
        assertThat(wave.path("quarantined").asInt()).isEqualTo(1);
        JsonNode work = rollout.at("/rackList/1/work");
        assertThat(work.path("stage").asText()).isEqualTo("LEAK_TESTED");
        assertThat(work.path("attempt").asInt()).isEqualTo(2);
        assertThat(work.path("elapsed").asText()).startsWith("PT4M");
        assertThat(work.path("sla").asText()).isEqualTo("PT9M");
        assertThat(work.path("reason").asText()).isEqualTo("pressure decay 0.3 kPa, limit 1.0");
        assertThat(rollout.at("/rackList/2/ticket/component").asText()).isEqualTo("tray 7");
        assertThat(rollout.at("/rackList/1/ticket").isNull()).as("a closed one").isTrue();
    }

    @Test
    void listHasNoRacksAndComesInPages() {
        Answer applied =
                api.apply(
                        ROLLOUT.replace("hall-1", "hall-2")
                                .replace("kind: commission", "kind: firmware")
                                .replace("delivery: may", "names: [r4]"));
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        rows.execute(BEGUN);

        JsonNode first = api.get("/api/v1/rollouts?limit=1").body();
        JsonNode second =
                api.get("/api/v1/rollouts?cursor=" + first.path("nextCursor").asText()).body();

        assertThat(first.at("/items/0/phase").asText()).isEqualTo("RUNNING");
        assertThat(first.at("/items/0").has("rackList")).isFalse();
        assertThat(second.at("/items/0/name").asText()).isEqualTo("hall-2");
        assertThat(second.at("/items/0/racks/total").asInt()).isEqualTo(1);
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void timelineTellsWaitingFromWorkAndFollowsTheCriticalPath() {
        rows.execute(BEGUN);

        JsonNode timeline = api.get("/api/v1/rollouts/hall-1/timeline").body();

        assertThat(timeline.at("/racks/0/stages/0/waiting").asText()).isEqualTo("PT10M");
        assertThat(timeline.at("/racks/0/stages/0/working").asText()).isEqualTo("PT20M");
        assertThat(timeline.at("/racks/0/toService").asText()).isEqualTo("PT1H");
        assertThat(timeline.path("firstToken").asText()).isEqualTo("PT1H2M");
        assertThat(timeline.at("/stages/1/working/median").asText()).isEqualTo("PT30M");
        assertThat(timeline.path("criticalPath"))
                .extracting(part -> part.path("part").asText() + " " + part.path("rack").asText())
                .containsExactly(
                        "WAITING r1",
                        "STAGE r1",
                        "STAGE r1",
                        "SOAK null",
                        "TURN r2",
                        "WAITING r2",
                        "STAGE r2");
        assertThat(timeline.at("/criticalPath/6/ended").isNull()).as("it goes on").isTrue();
    }

    @Test
    void timelineOfARolloutThatHasNotBegunIsEmpty() {
        JsonNode timeline = api.get("/api/v1/rollouts/hall-1/timeline").body();

        assertThat(timeline.path("criticalPath")).isEmpty();
        assertThat(timeline.path("firstToken").isNull()).isTrue();
    }

    @Test
    void ticketsAreFilteredByRackAndByWhetherTheyAreOpen() {
        rows.execute(BEGUN);

        assertThat(api.get("/api/v1/repair-tickets").body().path("items")).hasSize(2);
        JsonNode open = api.get("/api/v1/repair-tickets?open=true").body().path("items");
        assertThat(open).hasSize(1);
        assertThat(open.at("/0/evidence").asText()).isEqualTo("pressure decay 3.1 kPa");
        JsonNode closed = api.get("/api/v1/repair-tickets?rack=r2").body().at("/items/0");
        assertThat(closed.path("closing").asText()).isEqualTo("burn-in passed");
        assertThat(api.get("/api/v1/repair-tickets?open=perhaps").status()).isEqualTo(400);
    }

    @Test
    void racksSayWhereTheyStandAndHoldNoPowerBeforeTheyHaveSome() {
        assertThat(api.get("/api/v1/racks/r1").body().path("stage").asText()).isEqualTo("PLANNED");
        assertThat(api.get("/api/v1/racks/r1").body().path("committedWatts").asLong()).isZero();
        assertThat(api.get("/api/v1/racks/r4").body().path("stage").asText())
                .as("of a manifest of its own")
                .isEqualTo("IN_SERVICE");
        assertThat(api.get("/api/v1/site").body().at("/power/committedWatts").asLong())
                .isEqualTo(21_000);

        rows.execute(BEGUN);

        JsonNode rack = api.get("/api/v1/racks?row=h1-r1").body().at("/items/1");
        assertThat(rack.path("stage").asText()).isEqualTo("ENERGIZED");
        assertThat(rack.at("/work/stage").asText()).isEqualTo("LEAK_TESTED");
        assertThat(rack.path("committedWatts").asLong()).isEqualTo(21_000);
        assertThat(api.get("/api/v1/racks/r3").body().path("work").isNull()).isTrue();
    }

    @Test
    void rolloutThatIsNotThereIsSaidSo() {
        assertThat(api.get("/api/v1/rollouts/nowhere").problem()).isEqualTo("not-found");
        assertThat(api.get("/api/v1/rollouts/nowhere/timeline").status()).isEqualTo(404);
        assertThat(api.as("").get("/api/v1/rollouts").status()).isEqualTo(401);
        assertThat(api.as("").get("/api/v1/repair-tickets").status()).isEqualTo(401);
    }
}
