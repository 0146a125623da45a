-- Whose a deal is: its seller, and the key that handed it over.
alter table deals
  add column "sellerId" text generated always as (document #>> '{seller,id}') stored,
  add column "handedOverBy" text;
create index deals_sold_by on deals ("sellerId", id);
create index deals_handed_over on deals ("handedOverBy", id);

-- Where one key of sales is all there is, it handed over what was not imported.
update deals d set "handedOverBy" = k.id
from keys k
where k.role = 'sales' and (select count(*) from keys where role = 'sales') = 1
  and not exists (select 1 from lifecycles l where l."dealId" = d.id and l.seed ? 'entry');

-- A key has a name, may belong to a seller, may expire, and says when it was used.
alter table keys add column name text, add column "sellerId" text, add column "createdBy" text,
  add column "expiresAt" timestamptz(3), add column "lastUsedAt" timestamptz(3);

-- Every secret of a key. `keys.hash` is the newest, for the release before.
create table key_secrets (
  hash text primary key,
  "keyId" text not null references keys (id) on delete cascade,
  until timestamptz(3)
);
create index key_secrets_key on key_secrets ("keyId");
insert into key_secrets (hash, "keyId") select hash, id from keys;

-- With which key it was written.
alter table audit add column "keyId" text;
