-- Rows as the version whose kinds of signals can be taken away could hold them; test/migrations.test.ts brings them to the present schema.

insert into signal_kinds (code, name, unit, better, "warnAt", "alarmAt", "removedAt") values
  ('v30-seats', 'Seats in use', 'seats', 'higher', 10, 5, '2027-02-06T08:00:00Z');
