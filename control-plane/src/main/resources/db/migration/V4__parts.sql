-- Replicas of several parts, and what was promised to those that wait for room.

alter table replica add column part int not null default 0 check (part >= 0);
-- It goes as soon as another holder of its slot serves.
alter table replica add column leaving boolean not null default false;

-- "Placed twice" means two routed holders of one part of a slot.
drop index replica_routed_once;
create unique index replica_routed_once on replica (service, slot, part) where routed;

-- Replicas that were given up for others, whatever became of them.
create table preemption (
    replica  text primary key references replica on delete cascade,
    service  text        not null, -- for whom
    slot     int         not null,
    cause    text        not null check (cause in ('PRIORITY', 'RECLAIM')),
    at       timestamptz not null default now(),
    stop_at  timestamptz not null, -- then it is stopped, finished or not
    revision bigint      not null
);

-- Room that is being made for a slot, so that a new leader neither gives it away nor makes it twice.
create table promise (
    service      text        not null,
    slot         int         not null,
    rack         text        not null references rack on delete cascade,
    accelerators int[]       not null,
    until        timestamptz not null,
    revision     bigint      not null,
    primary key (service, slot, rack)
);
