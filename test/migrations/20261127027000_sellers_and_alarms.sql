-- Rows as the version with sellers and alarms could hold them; test/migrations.test.ts brings them to the present schema.

insert into sellers (id, name, email, "leftAt", "hereSince") values
  ('v27-back', 'Sam Back', 'sam.back@holdfast.example', null, '2026-11-20T09:00:00Z');
