-- Roll-ups of ten seconds beside those of a minute, and of the plant beside those of racks and services.

-- A histogram is stored from its first to its last bucket in use; *_first says where it begins.
alter table rack_minute add column ttft_first smallint not null default 0;
alter table service_minute add column ttft_first smallint not null default 0;
alter table service_minute add column tpot_first smallint not null default 0;

-- One subject's series is read along time; the primary keys go across subjects.
create index rack_minute_series on rack_minute (rack, window_start);
create index service_minute_series on service_minute (service, window_start);

create table rack_ten_seconds (
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
    primary key (rack, window_start)
) partition by range (window_start);

create table service_ten_seconds (
    window_start      timestamptz not null,
    service           text        not null,
    samples           int         not null,
    requests          bigint      not null,
    requests_rejected bigint      not null,
    input_tokens      bigint      not null,
    output_tokens     bigint      not null,
    ttft_counts       bigint[]    not null,
    tpot_counts       bigint[]    not null,
    ttft_first        smallint    not null,
    tpot_first        smallint    not null,
    primary key (service, window_start)
) partition by range (window_start);

-- Power domains, coolant loops, and the site as a whole.
create table plant_ten_seconds (
    window_start          timestamptz not null,
    part                  text        not null, -- domain/row-1, loop/l7, site
    samples               int         not null, -- readings of its racks
    racks                 int         not null, -- that were heard
    watts_mean            bigint      not null, -- of the sum of its racks
    watts_max             bigint      not null,
    energy_joules         bigint      not null,
    die_celsius_mean      real        not null,
    die_celsius_max       real        not null,
    utilization_mean      real        not null,
    power_throttle_millis bigint      not null,
    thermal_throttle_millis bigint    not null,
    requests              bigint      not null,
    input_tokens          bigint      not null,
    output_tokens         bigint      not null,
    primary key (part, window_start)
) partition by range (window_start);

create table plant_minute (like plant_ten_seconds, primary key (part, window_start))
    partition by range (window_start);
