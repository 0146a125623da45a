-- Other systems that tell us what happens: a helpdesk, a billing system.
create table sources (
  id text primary key,
  -- zendesk | stripe
  format text not null,
  secret text not null,
  "createdAt" timestamptz(3) not null default now()
);
-- Which client they mean by which id of theirs.
create table source_clients (
  "sourceId" text not null references sources (id) on delete cascade,
  "externalId" text not null,
  "clientId" text not null references clients (id),
  primary key ("sourceId", "externalId")
);
create index source_clients_client on source_clients ("clientId");
-- What they told, each once by their id of it: ids and figures only.
create table source_events (
  "sourceId" text not null references sources (id) on delete cascade,
  "eventId" text not null,
  at timestamptz(3) not null,
  kind text not null,
  "externalId" text,
  data jsonb not null,
  -- received | told | unmapped | ignored
  state text not null default 'received',
  reason text,
  "lifecycleId" text,
  "receivedAt" timestamptz(3) not null default now(),
  primary key ("sourceId", "eventId")
);
create index source_events_log on source_events ("sourceId", "receivedAt", "eventId");
create index source_events_about on source_events ("sourceId", "externalId") where state = 'unmapped';
create index source_events_invoice on source_events ("sourceId", kind, (data #>> '{invoice}'));
-- Tickets as they stand, to count the open ones.
create table source_tickets (
  "sourceId" text not null references sources (id) on delete cascade,
  "ticketId" text not null,
  "externalId" text not null,
  open boolean not null,
  at timestamptz(3) not null,
  primary key ("sourceId", "ticketId")
);
create index source_tickets_open on source_tickets ("sourceId", "externalId") where open;
