-- What services were observed to draw, for placement to plan with.

create table observed_draw (
    service               text        not null references service on delete cascade,
    sku                   text        not null references sku on delete cascade,
    watts_per_accelerator bigint      not null check (watts_per_accelerator >= 0), -- without a margin
    rack_minutes          bigint      not null, -- it rests on
    decided_at            timestamptz not null default now(),
    revision              bigint      not null,
    primary key (service, sku)
);
create index observed_draw_revision on observed_draw (revision);
