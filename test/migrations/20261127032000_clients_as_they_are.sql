-- Rows as the version with places and days of their own could hold them; test/migrations.test.ts brings them to the present schema.

insert into clients (id, name, country, region, "timeZone", weekend, closed, said) values
  ('v32-c', 'Alpine Group', 'DE', 'BY', 'Europe/Berlin', '[5, 6]', '[{"from": "2027-08-02", "until": "2027-08-20"}]',
    '{"timeZone": {"at": "2027-02-01T08:00:00.000Z", "by": "people", "cleared": true}, "days": {"at": "2027-02-01T08:00:00.000Z", "by": "people"}}');

insert into reps (id, name, email, country, region) values ('v32-r', 'Mira Holt', 'mira-v32@holdfast.example', 'AT', '9');
