-- What was agreed after the close of a deal: kept beside it as it came. `unheard`: products whose lifecycle is still to hear.
create table amendments (
  "dealId" text not null references deals (id),
  id text not null,
  "effectiveOn" text not null,
  document jsonb not null,
  fingerprint text not null,
  unheard text[] not null default '{}',
  "amendedBy" text,
  "createdAt" timestamptz(3) not null default now(),
  primary key ("dealId", id)
);
create index amendments_unheard on amendments ("createdAt") where unheard <> '{}';

-- Product lines that amendments added. The document stays as it was closed.
alter table deals add column added jsonb not null default '[]';

-- The day from which a value counts, where that is not the day on which it was recorded; and whether it was agreed before the close.
alter table term_values add column "effectiveOn" text, add column agreed boolean not null default false;

-- What is known of a seller beside the deals that name them.
create table sellers (
  id text primary key,
  name text,
  email text,
  "leftAt" timestamptz(3)
);
