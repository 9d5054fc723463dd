-- Placement at a gigawatt: quotas that lend.

-- What operators want -------------------------------------------------------------------------------------

-- Accelerators beyond its quota that a tenant may hold while others leave theirs idle.
alter table tenant add column borrow_limit int not null default 0 check (borrow_limit >= 0);

-- What was decided ----------------------------------------------------------------------------------------

-- A replica's row tells its whole life: why it was placed, when and why it had to go. Its present cause is in `cause`.
alter table replica add column placed_cause text not null default '';
alter table replica add column draining_at timestamptz;
alter table replica add column drain_cause text not null default '';
create index replica_of_service on replica (service);

create function keep_life_of_replica() returns trigger language plpgsql as $$
begin
    if old.state = 'ASSIGNED' then
        new.placed_cause = old.cause;
    end if;
    if new.state = 'DRAINING' then
        new.draining_at = now();
        new.drain_cause = new.cause;
    end if;
    return new;
end
$$;

create trigger replica_life before update on replica
    for each row when (old.state is distinct from new.state) execute function keep_life_of_replica();
