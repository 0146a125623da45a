-- Where news come from: RSS or Atom, for one client or for an industry.
create table feeds (
  id text primary key,
  url text not null,
  -- Whose news; or for which industry; neither: for everybody.
  "clientId" text references clients (id),
  industry text,
  -- An article has to hold one of these words; none: any will do.
  words text[] not null,
  "everyMinutes" integer not null,
  active boolean not null default true,
  -- For the next conditional request.
  etag text,
  "lastModified" text,
  -- Failed polls in a row.
  failures integer not null default 0,
  "polledAt" timestamptz(3),
  "createdAt" timestamptz(3) not null default now()
);
-- What became of each poll.
create table feed_polls (
  "feedId" text not null references feeds (id) on delete cascade,
  at timestamptz(3) not null,
  -- read | unchanged | not-a-feed | entities | refused | … (a failure of the way out)
  outcome text not null,
  detail text not null,
  entries integer not null default 0,
  articles integer not null default 0,
  proposed integer not null default 0,
  "nextAt" timestamptz(3) not null,
  primary key ("feedId", at)
);
-- Articles that met the words of a feed, each once.
create table articles (
  id text primary key,
  "feedId" text not null,
  title text not null,
  link text not null,
  "publishedAt" timestamptz(3),
  "foundAt" timestamptz(3) not null
);
-- To whom an article was proposed: to a client's rep, once.
create table article_proposals (
  "articleId" text not null,
  "clientId" text not null,
  "lifecycleId" text not null,
  at timestamptz(3) not null,
  primary key ("articleId", "clientId")
);
create index article_proposals_client on article_proposals ("clientId", at);
