-- Rows as the version that knows who said what of clients and contacts could hold them; test/migrations.test.ts brings them to the present schema.

update clients set said = '{"country": {"at": "2026-11-27T01:40:00.000Z", "by": "deal", "told": "AT"}}'
where id in (select min(id) from clients);
update contacts set said = '{"level": {"at": "2026-11-27T01:40:00.000Z", "by": "people", "told": "user"}}'
where id in (select min(id) from contacts);
