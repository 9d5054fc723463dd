-- What the safety guard would do if its mode let it, one row each time that begins to be so. The leader writes and ends
-- rows; operators approve them.
create table safety_suggestion (
    id              text primary key,     -- epoch of the leader that wrote it, and a number
    automation      text        not null check (automation in ('POWER', 'HEAT', 'LEAK', 'HEALTH', 'LOAD_TARGET')),
    action          text        not null, -- cap, derate, drain, …
    subject         text        not null, -- site, domain/D, loop/L, rack/R
    numbers         text        not null,
    since           timestamptz not null,
    over_at         timestamptz,          -- null: it stands
    approved_by     text,
    approved_at     timestamptz,
    approved_until  timestamptz,          -- the guard acts on it until then, or until it is over
    approval_reason text        not null default '',
    revision        bigint      not null,
    check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (approved_until is null))
);
create unique index safety_suggestion_standing on safety_suggestion (automation, subject) where over_at is null;
create index safety_suggestion_over on safety_suggestion (over_at) where over_at is not null;
