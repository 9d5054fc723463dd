-- The ledger: what is wanted, what was decided, and what still has to be told to the racks.
--
-- Every write first updates the one row of ledger_head and takes its next revision, so that writers queue
-- and revisions are ordered as commits are. A leader's write also names its epoch there: after another
-- leader has raised it, the update finds no row and nothing is written.

create table ledger_head (
    id            smallint primary key default 1 check (id = 1),
    fleet_id      text   not null,
    incarnation   bigint not null default 1,
    epoch         bigint not null default 0,
    revision      bigint not null default 0,
    -- the revision of the newest change to what operators want; a decision made before it is decided again
    spec_revision bigint not null default 0
);
insert into ledger_head (fleet_id) values (gen_random_uuid()::text);

create table lease (
    name       text primary key,
    holder     text        not null,
    epoch      bigint      not null,
    taken_at   timestamptz not null,
    expires_at timestamptz not null
);

-- What operators want -------------------------------------------------------------------------------------

create table site (
    name     text primary key,
    labels   jsonb  not null,
    spec     jsonb  not null,
    revision bigint not null
);

create table power_domain (
    name             text primary key,
    kind             text   not null check (kind in ('site', 'hall', 'row', 'pdu')),
    parent           text references power_domain deferrable initially deferred,
    continuous_watts bigint not null check (continuous_watts > 0),
    failover_watts   bigint check (failover_watts > 0),
    ordinal          int    not null,
    revision         bigint not null
);

create table coolant_loop (
    name                text primary key,
    hall                text   not null,
    heat_capacity_watts bigint not null check (heat_capacity_watts > 0),
    ordinal             int    not null,
    revision            bigint not null
);

create table sku (
    name     text primary key,
    labels   jsonb  not null,
    spec     jsonb  not null,
    revision bigint not null
);

create table tenant (
    name              text primary key,
    labels            jsonb  not null,
    accelerator_quota int    not null check (accelerator_quota >= 0),
    revision          bigint not null
);

create table rack (
    name         text primary key,
    labels       jsonb   not null,
    sku          text    not null references sku,
    serial       text    not null,
    hall         text    not null,
    rack_row     text    not null,
    position     int     not null,
    power_domain text    not null references power_domain deferrable initially deferred,
    coolant_loop text    not null references coolant_loop deferrable initially deferred,
    cordoned     boolean not null default false,
    draining     boolean not null default false,
    cap_watts    bigint check (cap_watts > 0),
    clear_trip   text    not null default '', -- the trip an operator has cleared
    revision     bigint  not null,
    unique (rack_row, position) deferrable initially deferred, -- so that two racks can change places
    check (not draining or cordoned)
);

create table service (
    name     text primary key,
    labels   jsonb  not null,
    spec     jsonb  not null,
    tenant   text   not null references tenant,
    revision bigint not null
);

-- What was decided ----------------------------------------------------------------------------------------

create table replica (
    id            text primary key,
    service       text        not null,
    slot          int         not null check (slot >= 0),
    rack          text        not null references rack,
    accelerators  int[]       not null,
    state         text        not null check (state in ('ASSIGNED', 'LOADING', 'SERVING', 'DRAINING', 'STOPPED')),
    routed        boolean     not null,
    planned_watts bigint      not null check (planned_watts >= 0),
    cause         text        not null,
    created_at    timestamptz not null default now(),
    changed_at    timestamptz not null default now(),
    serving_at    timestamptz,
    epoch         bigint      not null,
    revision      bigint      not null,
    check (not routed or state in ('LOADING', 'SERVING'))
);
-- "Placed twice" means two routed holders of one slot.
create unique index replica_routed_once on replica (service, slot) where routed;
create index replica_live on replica (rack) where state <> 'STOPPED';
create index replica_stopped on replica (changed_at) where state = 'STOPPED';

create table unplaced (
    service      text        not null,
    slot         int         not null,
    reason       text        not null,
    message      text        not null,
    nearest_fit  text        not null,
    funnel       jsonb       not null,
    retried      boolean     not null, -- false: waiting will not help
    since        timestamptz not null default now(),
    revision     bigint      not null,
    primary key (service, slot)
);

create table rack_assignment (
    rack       text primary key references rack,
    epoch      bigint not null,
    generation bigint not null,
    payload    bytea  not null,
    revision   bigint not null
);

-- What still has to be told -------------------------------------------------------------------------------

create table outbox (
    id           bigint generated always as identity primary key,
    topic        text        not null,
    key          text        not null,
    headers      jsonb       not null,
    payload      bytea       not null,
    revision     bigint      not null,
    created_at   timestamptz not null default now(),
    published_at timestamptz
);
create index outbox_unpublished on outbox (id) where published_at is null;
create index outbox_published on outbox (published_at) where published_at is not null;

create table audit (
    id       bigint generated always as identity primary key,
    at       timestamptz not null default now(),
    actor    text        not null,
    action   text        not null,
    subject  text        not null,
    detail   text        not null,
    revision bigint      not null
);
create index audit_subject on audit (subject, id);
create index audit_at on audit using brin (at);

create table api_token (
    name       text primary key,
    sha256     text        not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
    role       text        not null check (role in ('viewer', 'operator', 'admin')),
    created_at timestamptz not null default now()
);

-- What was seen -------------------------------------------------------------------------------------------

create table rack_state (
    rack                text primary key references rack on delete cascade,
    condition           text        not null check (condition in ('FRESH', 'STALE', 'LOST', 'BAD')),
    reason              text        not null,
    since               timestamptz not null,
    agent               text        not null,
    observed_epoch      bigint      not null,
    observed_generation bigint      not null,
    refusal             text        not null,
    trip                text        not null
);

-- One row per rack or service and minute, by the broker's clock. Partitions are days; the leader makes them
-- ahead and drops them after the retention. Histogram columns count in the fixed latency buckets.
create table rack_minute (
    window_start          timestamptz not null,
    rack                  text        not null,
    samples               int         not null,
    watts_mean            bigint      not null,
    watts_max             bigint      not null,
    energy_joules         bigint      not null,
    die_celsius_mean      real        not null,
    die_celsius_max       real        not null,
    return_celsius_max    real        not null,
    utilization_mean      real        not null, -- 0 to 1
    power_throttle_millis bigint      not null, -- accelerator-milliseconds
    thermal_throttle_millis bigint    not null,
    requests              bigint      not null,
    input_tokens          bigint      not null,
    output_tokens         bigint      not null,
    ttft_counts           bigint[]    not null,
    primary key (window_start, rack)
) partition by range (window_start);

create table service_minute (
    window_start      timestamptz not null,
    service           text        not null,
    samples           int         not null,
    requests          bigint      not null,
    requests_rejected bigint      not null,
    input_tokens      bigint      not null,
    output_tokens     bigint      not null,
    ttft_counts       bigint[]    not null,
    tpot_counts       bigint[]    not null,
    primary key (window_start, service)
) partition by range (window_start);
