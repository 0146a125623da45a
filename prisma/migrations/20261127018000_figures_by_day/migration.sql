-- The day from which a worth counts (null: that of its moment), and whether it was agreed when the contract was made.
alter table term_values
  add column if not exists "effectiveOn" text,
  add column if not exists agreed boolean not null default false;

-- What may come more than once in a term, or on another day than that of its event. `on`: the day of which it tells;
-- `until`: to when; `why`: a notice's reason, or how it was saved.
create table term_turns (
  "lifecycleId" text not null,
  seq integer not null,
  at timestamptz(3) not null,
  kind text not null,
  "on" text,
  until text,
  why text,
  primary key ("lifecycleId", seq)
);
create index term_turns_days on term_turns (kind, "on");
