-- Rows as the version with signals of the house's own could hold them; test/migrations.test.ts brings them to the present schema.

insert into signal_kinds (code, name, unit, better, "warnAt", "alarmAt") values
  ('v26-logins', 'Logins per week', 'logins', 'higher', 50, 20),
  ('v26-latency', 'Response time', null, 'lower', 200, 500);
