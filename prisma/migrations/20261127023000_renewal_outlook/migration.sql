-- How the renewal looks, beside where the lifecycle stands: lists of renewals sort by it. A row that was there before is
-- unknown until its lifecycle is recorded next.
alter table lifecycles
  add column probability integer not null default 50,
  add column outlook text not null default 'unknown',
  add column worth double precision not null default 0,
  add column currency text not null default '';
update lifecycles l set
  worth = coalesce((select v.amount from term_values v where v."lifecycleId" = l.id order by v.seq desc limit 1),
    (l.seed #>> '{contract,annualValue,amount}')::float8, 0),
  currency = coalesce(l.seed #>> '{contract,annualValue,currency}', '');
create index lifecycles_renewals on lifecycles ("renewsOn", id);

-- What the rep and the manager say about a renewal. Each line stays; the last one of a voice stands. Words are in notes.
create table renewal_calls (
  id text primary key,
  "lifecycleId" text not null,
  voice text not null,
  call text not null,
  amount double precision,
  currency text,
  "noteId" text,
  "saidBy" text not null,
  at timestamptz(3) not null,
  "createdAt" timestamptz(3) not null default now()
);
create index renewal_calls_last on renewal_calls ("lifecycleId", voice, "createdAt");

-- Every outlook as it was at the end of its day, and the calls beside it.
create table outlooks (
  "lifecycleId" text not null,
  day text not null,
  probability integer not null,
  outlook text not null,
  worth double precision not null,
  currency text not null,
  "repId" text not null,
  "groupId" text not null,
  "renewsOn" text not null,
  "repCall" text,
  "managerCall" text,
  primary key ("lifecycleId", day)
);
