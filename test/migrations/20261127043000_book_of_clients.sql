-- Rows as the version with saved views could hold them; test/migrations.test.ts brings them to the present schema.

insert into reps (id, name, email) values ('v43-mira', 'Mira Berg', 'mira@holdfast.example');
insert into sellers (id, name, email) values ('v43-sam', 'Sam Seller', 'sam@holdfast.example');
insert into clients (id, name, "timeZone") values ('v43-client', 'Éclair Straße GmbH', 'UTC');
insert into desk_views (id, "repId", "sellerId", name, query) values
  ('v43-view', 'v43-mira', null, 'Red ones', 'health=red'),
  ('v43-sold', null, 'v43-sam', 'Red ones', 'health=red&sort=-worth');
