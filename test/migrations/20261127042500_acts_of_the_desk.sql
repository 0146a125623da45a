-- Rows as the version with acts of the desk could hold them; test/migrations.test.ts brings them to the present schema.

insert into reps (id, name, email) values ('v42-rep', 'Nora Wolf', 'nora@vendor.example');
insert into links (id, "tokenHash", "lifecycleId", purpose, "subjectId", "recipientId") values
  ('v42-link', 'v42-link-hash', 'D-V42.crm.t1', 'item', 'touch-1', 'v42-rep'),
  ('v42-renewal', 'v42-renewal-hash', 'D-V42.crm.t1', 'renewal', null, 'v42-rep');
