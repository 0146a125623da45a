-- A broken feed, source or webhook is told to whoever set it up; of those from before nobody knows who did.
alter table feeds add column "setUpBy" text, add column "setUpByKey" text, add column "failingSince" timestamptz(3);
alter table sources add column "setUpBy" text, add column "setUpByKey" text;
alter table webhooks add column "setUpBy" text, add column "setUpByKey" text,
  add column failures integer not null default 0, add column "failingSince" timestamptz(3), add column "lastFailure" text,
  add column "triedAt" timestamptz(3), add column "closedAt" timestamptz(3);

-- What fails already fails since its first poll that did.
update feeds f set "failingSince" = (
  select min(p.at) from feed_polls p
  where p."feedId" = f.id and p.at > coalesce(
    (select max(q.at) from feed_polls q where q."feedId" = f.id and q.outcome in ('read', 'unchanged')), '-infinity'))
where failures > 0;

create table connection_troubles (
  id text primary key,
  kind text not null,
  connection text not null,
  since timestamptz(3) not null,
  why text,
  tellings integer not null default 0,
  reminders integer not null default 0,
  "toldTo" text,
  "toldAt" timestamptz(3),
  "toldOf" timestamptz(3),
  "createdAt" timestamptz(3) not null default now(),
  "endedAt" timestamptz(3)
);
create index connection_troubles_of on connection_troubles (kind, connection, "createdAt");
create unique index connection_troubles_open on connection_troubles (kind, connection) where "endedAt" is null;

-- Events that found no place.
create index source_events_unmapped on source_events ("sourceId", "externalId", "receivedAt") where state = 'unmapped';
create index source_events_lost on source_events ("sourceId", "receivedAt")
  where state = 'ignored' and reason in ('nobody-named', 'no-running-lifecycle');
