-- Rows as the version that writes to our people in their language could hold them; test/migrations.test.ts brings them to the present schema.

insert into reps (id, name, email, language) values
  ('v37-jonas', 'Jonas Egger', 'jonas@holdfast.example', 'de'),
  ('v37-mira', 'Mira Holt', 'mira@holdfast.example', null);
