-- Rollouts: what racks are expected, how they come into service, and where each of them stands.

-- What operators want -------------------------------------------------------------------------------------

create table rack_delivery (
    name     text primary key,
    labels   jsonb  not null,
    spec     jsonb  not null,
    revision bigint not null
);

-- A rack of a delivery begins as PLANNED, one without is in service at once.
alter table rack add column delivery text references rack_delivery;
alter table rack add column batch text not null default '';

-- Orders are levels, not messages: an operator's retry or resume counts up, and the leader compares with what it
-- has seen. So none is lost and none is done twice, whoever restarts.
create table rollout (
    name         text primary key,
    labels       jsonb       not null,
    spec         jsonb       not null,
    held         boolean     not null default false,
    resumes      int         not null default 0,
    approvals    int         not null default 0,
    aborted      boolean     not null default false,
    order_reason text        not null default '',
    created_at   timestamptz not null default now(),
    revision     bigint      not null
);

create table rollout_rack_order (
    rollout text    not null references rollout on delete cascade,
    rack    text    not null references rack,
    retries int     not null default 0,
    skipped boolean not null default false,
    reason  text    not null default '',
    primary key (rollout, rack)
);

-- What was decided ----------------------------------------------------------------------------------------

create table rollout_state (
    rollout        text primary key references rollout on delete cascade,
    phase          text        not null check (phase in ('RUNNING', 'SOAKING', 'AWAITING_APPROVAL', 'PAUSED', 'COMPLETED', 'ABORTED')),
    pause          text        not null check (pause in ('NONE', 'OPERATOR', 'BREACH', 'INCONCLUSIVE', 'DEADLINE')),
    reason         text        not null,
    wave           int         not null check (wave >= 1),
    waves          int         not null check (waves >= wave),
    since          timestamptz not null,
    started_at     timestamptz not null,
    soak_began_at  timestamptz,
    resumed_at     timestamptz,
    finished_at    timestamptz,
    resumes_seen   int         not null,
    approvals_seen int         not null,
    forgiven       int         not null, -- failures an operator has resumed over
    baseline       jsonb       not null, -- services' TTFT attainment before the wave
    first_forecast  timestamptz[] not null, -- early, likely, late; empty: none yet
    canary_forecast timestamptz[] not null,
    epoch          bigint      not null,
    revision       bigint      not null,
    check ((phase = 'PAUSED') = (pause <> 'NONE'))
);

create table rollout_rack (
    rollout        text not null references rollout on delete cascade,
    rack           text not null references rack,
    wave           int  not null check (wave >= 1),
    state          text not null check (state in ('WAITING', 'ACTIVE', 'DONE', 'QUARANTINED', 'SKIPPED', 'LEFT')),
    retries_seen   int  not null,
    begun_at       timestamptz,
    in_service_at  timestamptz,
    first_token_at timestamptz,
    revision       bigint not null,
    primary key (rollout, rack)
);
-- A rack is in one rollout at a time.
create unique index rollout_rack_once on rollout_rack (rack) where state in ('WAITING', 'ACTIVE');

-- Where a rack stands and what it is at. A rack without a row stands where its manifest puts it.
create table rack_progress (
    rack          text primary key references rack,
    stage         text        not null,
    from_stage    text        not null,
    since         timestamptz not null,
    rollout       text        not null,
    wave          int         not null,
    work_stage    text, -- the stage it is to reach next; null: none
    attempt       int         not null,
    inconclusive  boolean     not null,
    reason        text        not null,
    begun_at      timestamptz,
    requested_at  timestamptz, -- null: not yet asked of the agent
    deadline      timestamptz,
    not_before    timestamptz,
    repairs       int         not null check (repairs >= 0),
    held_watts    bigint      not null check (held_watts >= 0),
    raised_watts  bigint      not null check (raised_watts >= 0),
    raised_at     timestamptz,
    firmware      text        not null,
    leaked        boolean     not null,
    epoch         bigint      not null,
    revision      bigint      not null,
    constraint rack_progress_legal check ((from_stage, stage) in (
        ('PLANNED', 'PLANNED'),
        ('PLANNED', 'DELIVERED'),
        ('DELIVERED', 'INSTALLED'),
        ('INSTALLED', 'ENERGIZED'),
        ('ENERGIZED', 'LEAK_TESTED'),
        ('LEAK_TESTED', 'PROVISIONED'),
        ('PROVISIONED', 'BURNED_IN'),
        ('BURNED_IN', 'ACCEPTED'),
        ('ACCEPTED', 'IN_SERVICE'),
        ('IN_SERVICE', 'IN_SERVICE'),
        -- firmware: drained, updated, tested, accepted
        ('IN_SERVICE', 'MAINTENANCE'),
        ('MAINTENANCE', 'PROVISIONED'),
        ('MAINTENANCE', 'IN_SERVICE'),
        -- failed on the way to the next stage
        ('PLANNED', 'QUARANTINED'),
        ('DELIVERED', 'QUARANTINED'),
        ('INSTALLED', 'QUARANTINED'),
        ('ENERGIZED', 'QUARANTINED'),
        ('LEAK_TESTED', 'QUARANTINED'),
        ('PROVISIONED', 'QUARANTINED'),
        ('BURNED_IN', 'QUARANTINED'),
        ('ACCEPTED', 'QUARANTINED'),
        ('MAINTENANCE', 'QUARANTINED'),
        -- repaired: all tests again, from where there is no power
        ('QUARANTINED', 'PLANNED'),
        ('QUARANTINED', 'INSTALLED'),
        ('QUARANTINED', 'RETIRED')))
);

-- The check above looks at two columns of one row; this makes sure that from_stage is the truth.
create function rack_progress_keeps_its_past() returns trigger language plpgsql as $$
begin
    if new.stage <> old.stage and new.from_stage <> old.stage then
        raise exception 'rack % stands at % and can not come from %', new.rack, old.stage, new.from_stage
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger rack_progress_past before update on rack_progress
    for each row execute function rack_progress_keeps_its_past();

-- Every attempt at a stage that has ended.
create table stage_run (
    id        bigint generated always as identity primary key,
    rollout   text        not null,
    rack      text        not null references rack,
    wave      int         not null,
    stage     text        not null, -- the one to reach
    attempt   int         not null,
    begun_at  timestamptz not null,
    asked_at  timestamptz,
    ended_at  timestamptz not null,
    outcome   text        not null check (outcome in ('ADVANCE', 'RETRY', 'QUARANTINE', 'CANCEL')),
    reason    text        not null,
    revision  bigint      not null
);
create index stage_run_rollout on stage_run (rollout, id);
create index stage_run_rack on stage_run (rack, id);

create table repair_ticket (
    id         text primary key,
    rack       text        not null references rack,
    rollout    text        not null,
    stage      text        not null, -- the one it failed to reach
    cause      text        not null,
    component  text        not null, -- tray, accelerator, switch tray; empty: the rack
    evidence   text        not null,
    opened_at  timestamptz not null,
    closed_at  timestamptz,
    closing    text        not null default '', -- what proved the repair
    revision   bigint      not null
);
create index repair_ticket_open on repair_ticket (rack) where closed_at is null;
