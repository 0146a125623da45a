-- Rows as the version that makes two clients one could hold them; test/migrations.test.ts brings them to the present schema.

insert into clients (id, name, "timeZone") values ('v33-alpine', 'Alpine Tools', 'Europe/Vienna');
insert into clients (id, name, "timeZone", "mergedInto", "mergedAt", "mergedAs") values
  ('v33-alpine-old', 'Alpine Tools GmbH', 'Europe/Vienna', 'v33-alpine', '2027-02-01T08:00:00Z',
    '{"deals": 1, "lifecycles": ["v33.crm-pro.t1"], "feeds": [], "sources": [], "asOne": []}');
insert into contacts (id, "clientId", "givenId", name, email) values ('c_v33', 'v33-alpine', 'ada', 'Ada Example', 'ada@alpine.example');
insert into former_contacts ("clientId", "givenId", "contactId", "formerId") values ('v33-alpine-old', 'ada', 'c_v33', 'c_v33_old');
