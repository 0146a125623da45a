-- Rows as the version with channels of contacts could hold them; test/migrations.test.ts brings them to the present schema.

insert into contacts (id, "clientId", "givenId", name, email, channel) values
  ('c_v12', 'v5-client', 'ivo', 'Ivo Kern', 'ivo@flims.example', 'call');
