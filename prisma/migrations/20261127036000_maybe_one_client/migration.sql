-- Clients who may be one are found by the key of their names, which the program makes. `keyedName` is the name it was made
-- of: where a release before wrote another name since, or none was made yet, the sweep makes it.

-- step
alter table clients add column "nameKey" text, add column "keyedName" text;
-- step alone
create index concurrently clients_name_keys on clients ("nameKey", id);
-- step alone
create index concurrently clients_unkeyed on clients (id) where "keyedName" is distinct from name;

-- Two clients of whom somebody said that they are two: `one` is the lesser id.

-- step
create table clients_apart (
  one text not null,
  other text not null,
  by text not null,
  at timestamptz(3) not null,
  primary key (one, other),
  constraint clients_apart_in_order check (one collate "C" < other collate "C"),
  constraint "clients_apart_one_fkey" foreign key (one) references clients (id),
  constraint "clients_apart_other_fkey" foreign key (other) references clients (id)
);
create index "clients_apart_other_idx" on clients_apart (other);
