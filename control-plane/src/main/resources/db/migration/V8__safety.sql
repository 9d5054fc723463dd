-- What operators and the grid want of the safety guard, and the alarms it raised.

-- The revision of the newest change to the first three tables below; the leader reads them again after it.
alter table ledger_head add column safety_revision bigint not null default 0;

-- How far each automation goes, by scope; null: as the next wider scope says.
create table safety_scope (
    scope       text primary key, -- site, hall/h1, row/h1-r1, domain/D, loop/L, rack/R
    power       text check (power in ('OBSERVE', 'SUGGEST', 'ACT')),
    heat        text check (heat in ('OBSERVE', 'SUGGEST', 'ACT')),
    leak        text check (leak in ('OBSERVE', 'SUGGEST', 'ACT')),
    health      text check (health in ('OBSERVE', 'SUGGEST', 'ACT')),
    load_target text check (load_target in ('OBSERVE', 'SUGGEST', 'ACT')),
    held        boolean     not null default false,
    hold_reason text        not null default '',
    held_by     text        not null default '',
    held_at     timestamptz,
    revision    bigint      not null
);

-- What the site shall draw at most for a while. Those that are neither cleared nor over never overlap.
create table load_target (
    id          text primary key, -- of an event: its source and id, so that it is taken once
    watts       bigint      not null check (watts > 0),
    from_at     timestamptz not null,
    until_at    timestamptz not null,
    deadline_at timestamptz not null,
    actor       text        not null, -- a token's name or an event's source
    reason      text        not null,
    set_at      timestamptz not null default now(),
    cleared_at  timestamptz,
    revision    bigint      not null,
    check (from_at < until_at and deadline_at between from_at and until_at)
);
create index load_target_until on load_target (until_at);

create table maintenance_window (
    id       text primary key,
    scope    text        not null, -- row/h1-r1, loop/L
    from_at  timestamptz not null,
    until_at timestamptz not null check (until_at > from_at),
    actor    text        not null,
    reason   text        not null,
    revision bigint      not null
);

-- One row per alarm key: raised again, it counts up.
create table alarm (
    key             text primary key,
    severity        text        not null check (severity in ('NOTICE', 'WARNING', 'CRITICAL')),
    subject         text        not null,
    text            text        not null,
    since           timestamptz not null,
    last_at         timestamptz not null,
    count           bigint      not null check (count > 0),
    cleared_at      timestamptz, -- null: it stands
    acknowledged_by text,
    acknowledged_at timestamptz,
    silenced_by     text,
    silenced_until  timestamptz,
    revision        bigint      not null
);
create index alarm_standing on alarm (since) where cleared_at is null;
create index alarm_cleared on alarm (cleared_at) where cleared_at is not null;

-- What the guard did and proposed, newest first.
create index audit_safety on audit (id) where actor = 'safety';
