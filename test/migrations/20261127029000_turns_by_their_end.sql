-- Rows as the version that finds turns by their end could hold them; test/migrations.test.ts brings them to the present schema.

insert into term_turns ("lifecycleId", seq, at, kind, "on", until, why)
select "lifecycleId", 29000, '2027-05-03T12:00:00Z', 'term-prolonged', '2027-06-01', '2028-06-01', null from terms limit 1;
