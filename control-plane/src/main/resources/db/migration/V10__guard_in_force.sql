-- What the leader's guard has in force, for the planes that do not lead. One row, of no decision's concern.
create table guard_in_force (
    only_row            boolean primary key default true check (only_row),
    epoch               bigint      not null, -- of the leader that wrote it; it says nothing under another
    budget_watts        jsonb       not null, -- by domain, where it is not what operators declared
    heat_capacity_watts jsonb       not null, -- by loop, the same
    target              text        not null, -- how far the load target is met; empty: none is in force
    written_at          timestamptz not null default now()
);
