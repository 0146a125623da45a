-- Signals of the house's own: what they are called, which way is better, and from where on they warn and alarm. Their readings
-- and buckets are kept with those of usage and tickets, by their code.
create table signal_kinds (
  code text primary key,
  name text not null,
  unit text,
  better text not null check (better in ('higher', 'lower')),
  "warnAt" double precision not null,
  "alarmAt" double precision not null,
  check ((better = 'higher' and "alarmAt" < "warnAt") or (better = 'lower' and "alarmAt" > "warnAt"))
);
