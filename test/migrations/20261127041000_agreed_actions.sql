-- Rows as the version that keeps agreed actions could hold them; test/migrations.test.ts brings them to the present schema.

insert into contacts (id, "clientId", "givenId", name, email) values
  ('c_v41', 'v5-client', 'v41', 'Lia Danube', 'lia@danube.example');
insert into reps (id, name, email) values ('v41-r', 'Mira Holt', 'mira-v41@holdfast.example');
insert into agreed_actions (id, "lifecycleId", review, words, "repId", "contactId", day, "doneAt", "doneBy", by) values
  ('v41-a', 'v5-running.crm-pro.t1', 'review-1', 'Set up the second site', 'v41-r', null, '2027-05-01', null, null, 'v41-r'),
  ('v41-b', 'v5-running.crm-pro.t1', 'review-1', 'Name two key users', null, 'c_v41', '2027-04-20', '2027-04-19T09:00:00Z', 'v41-r', 'v41-r');
