-- Placement at a gigawatt: quotas that lend.

-- What operators want -------------------------------------------------------------------------------------

-- Accelerators beyond its quota that a tenant may hold while others leave theirs idle.
alter table tenant add column borrow_limit int not null default 0 check (borrow_limit >= 0);
