-- People find clients by three letters of a name, whatever its case and accents. `plain_text` is a name without both; it is
-- immutable, so that names are found and sorted by indexes on it. The extension comes with PostgreSQL, and is trusted: the
-- owner of a database may add it.

-- step
create extension if not exists pg_trgm;
-- step
create function plain_text(said text) returns text language sql immutable strict parallel safe
  return pg_catalog.replace(
    pg_catalog.lower(pg_catalog.regexp_replace(normalize(said, nfkd), '[\u0300-\u036f]', '', 'g') collate pg_catalog."pg_c_utf8"),
    'ß', 'ss');
-- step alone
create index concurrently clients_found on clients using gin (plain_text(name) gin_trgm_ops);
-- step alone
create index concurrently clients_by_name on clients (plain_text(name), id);
-- step alone
create index concurrently contacts_found on contacts using gin (plain_text(name) gin_trgm_ops);

-- What somebody asks of their book again and again, under a name of theirs. Nothing that was typed into the search is kept:
-- it may name a person at a client.

-- step
create table desk_views (
  id text primary key,
  "repId" text,
  "sellerId" text,
  name text not null,
  query text not null,
  "createdAt" timestamptz(3) not null default now(),
  constraint "desk_views_repId_fkey" foreign key ("repId") references reps (id),
  constraint "desk_views_sellerId_fkey" foreign key ("sellerId") references sellers (id),
  constraint desk_views_owner check (("repId" is null) <> ("sellerId" is null))
);
create unique index desk_views_rep on desk_views ("repId", name);
create unique index desk_views_seller on desk_views ("sellerId", name);
