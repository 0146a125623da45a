-- Rows as the version that proposes duplicates could hold them; test/migrations.test.ts brings them to the present schema.

insert into clients (id, name, "timeZone", "nameKey", "keyedName") values
  ('v36-peak', 'Peak Parts GmbH', 'Europe/Vienna', 'peakparts', 'Peak Parts GmbH'),
  ('v36-peak-2', 'PEAK PARTS', 'Europe/Vienna', 'peakparts', 'PEAK PARTS');
insert into clients_apart (one, other, by, at) values ('v36-peak', 'v36-peak-2', 'mira', '2027-02-01T08:00:00Z');
