-- Who is signed in, and which links and codes were mailed for it. Of every secret a hash is kept.

-- step
create table sessions (
  id text primary key,
  "tokenHash" text not null,
  "repId" text,
  "sellerId" text,
  "createdAt" timestamptz(3) not null default now(),
  "seenAt" timestamptz(3) not null default now(),
  constraint sessions_person check (("repId" is null) <> ("sellerId" is null)),
  constraint "sessions_repId_fkey" foreign key ("repId") references reps (id),
  constraint "sessions_sellerId_fkey" foreign key ("sellerId") references sellers (id)
);
create unique index sessions_token on sessions ("tokenHash");
create index sessions_rep on sessions ("repId");
create index sessions_seller on sessions ("sellerId");
create index sessions_seen on sessions ("seenAt");

-- step
create table sign_ins (
  id text primary key,
  "browserHash" text not null,
  "linkHash" text not null,
  "codeHash" text not null,
  "addressHash" text not null,
  "repId" text,
  "sellerId" text,
  "leadsTo" text not null,
  tries integer not null default 0,
  "createdAt" timestamptz(3) not null default now(),
  "usedAt" timestamptz(3),
  constraint sign_ins_person check ("repId" is null or "sellerId" is null),
  constraint "sign_ins_repId_fkey" foreign key ("repId") references reps (id),
  constraint "sign_ins_sellerId_fkey" foreign key ("sellerId") references sellers (id)
);
create unique index sign_ins_browser on sign_ins ("browserHash");
create unique index sign_ins_link on sign_ins ("linkHash");
create index sign_ins_address on sign_ins ("addressHash", "createdAt");
create index sign_ins_age on sign_ins ("createdAt");
create index sign_ins_rep on sign_ins ("repId");
create index sign_ins_seller on sign_ins ("sellerId");
