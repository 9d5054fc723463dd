-- Services change often, everything else that operators want seldom: a decision, and what was read for it, need
-- not be made again for a change to services it does not speak of.

-- The revision of the newest change to what operators want, services apart.
alter table ledger_head add column plant_revision bigint not null default 0;
update ledger_head set plant_revision = spec_revision;
create index service_revision on service (revision);
