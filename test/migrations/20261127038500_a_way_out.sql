-- Rows as the version with a way out could hold them; test/migrations.test.ts brings them to the present schema.

insert into mails (key, kind, role, "recipientId", at) values ('mail.v38', 'satisfaction', 'contact', 'c_v38', '2027-02-01T08:00:00Z');
insert into links (id, "tokenHash", "mailKey", "lifecycleId", purpose, "recipientId") values
  ('v38-out', 'v38-hash', 'mail.v38', 'D-38.crm.t1', 'way-out', 'c_v38');
