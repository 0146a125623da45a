-- A source for trying out: what the other system says did not really happen counts there, and nowhere else.
alter table sources add column "testEvents" boolean not null default false;
-- A ticket may lose its client. The release before wrote none without one, and reads them by their client alone.
alter table source_tickets alter column "externalId" drop not null;
-- An invoice is known by its number and by the billing system's id of it.
create index source_events_alias on source_events ("sourceId", (data #>> '{alias}')) where (data #>> '{alias}') is not null;
