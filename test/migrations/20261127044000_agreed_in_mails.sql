-- Rows as the version whose briefs link to what was agreed could hold them; test/migrations.test.ts brings them to the present schema.

insert into mails (key, kind, role, "recipientId", at) values
  ('mail.brief.v41-r.2027-05-03', 'brief', 'rep', 'v41-r', '2027-05-03T07:00:00Z');
insert into links (id, "tokenHash", "mailKey", "recipientId", purpose, "subjectId", "lifecycleId") values
  ('v44-l', 'v44-hash', 'mail.brief.v41-r.2027-05-03', 'v41-r', 'agreed', 'v41-a', 'v5-running.crm-pro.t1');
