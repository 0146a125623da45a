-- Rows as the version that signs people in could hold them; test/migrations.test.ts brings them to the present schema.

insert into reps (id, name, email) values ('v42-r', 'Nora Quist', 'nora-v42@holdfast.example');
insert into sellers (id, name, email) values ('v42-s', 'Sam Seller', 'sam-v42@holdfast.example');
insert into sessions (id, "tokenHash", "repId", "sellerId") values
  ('v42-a', 'hash-of-a', 'v42-r', null),
  ('v42-b', 'hash-of-b', null, 'v42-s');
insert into sign_ins (id, "browserHash", "linkHash", "codeHash", "addressHash", "repId", "sellerId", "leadsTo", tries, "usedAt") values
  ('v42-a', 'browser-a', 'link-a', 'code-a', 'address-a', 'v42-r', null, '/', 1, '2027-05-01T08:00:00Z'),
  ('v42-b', 'browser-b', 'link-b', 'code-b', 'address-b', null, null, '/clients', 0, null);
