-- Rows as the version with campaigns could hold them; test/migrations.test.ts brings them to the present schema.

insert into reached ("clientId", cause, "contactId", "whoHash", days, at) values
  ('v5-client', 'campaign-1', 'c_v5_exec', 'who-1', '{2027-03-04,2027-03-11}', '2027-03-01T09:00:00Z'),
  ('v5-client', 'article-1', '', null, '{2027-03-20}', '2027-03-02T09:00:00Z');
