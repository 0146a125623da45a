-- Where others hear of what happens.
create table webhooks (
  id text primary key,
  url text not null,
  -- Types of messages; empty: all of them.
  types text[] not null,
  -- [{ secret, until }]: the newest first; one that was replaced is good for a day.
  secrets jsonb not null,
  active boolean not null default true,
  "createdAt" timestamptz(3) not null default now()
);
-- One message for one of them, and what became of it.
create table webhook_messages (
  key text primary key,
  "webhookId" text not null references webhooks (id) on delete cascade,
  type text not null,
  "lifecycleId" text,
  at timestamptz(3) not null,
  data jsonb not null,
  -- waiting | delivered | failed
  state text not null default 'waiting',
  -- How often it was sent again on demand.
  round integer not null default 0,
  attempts integer not null default 0,
  "lastStatus" integer,
  "lastError" text,
  "createdAt" timestamptz(3) not null default now(),
  "startedAt" timestamptz(3),
  "deliveredAt" timestamptz(3)
);
create index webhook_messages_log on webhook_messages ("webhookId", "createdAt", key);
create index webhook_messages_waiting on webhook_messages ("createdAt") where "startedAt" is null;
