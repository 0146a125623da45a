-- Rows as the version that takes mail could hold them; test/migrations.test.ts brings them to the present schema.

insert into reps (id, name, email) values ('v40-rep', 'Mira Lind', 'mira@vendor.example');
insert into mails (key, kind, role, "recipientId", at, state) values
  ('mail.v40.due', 'item-due', 'rep', 'v40-rep', '2027-02-01T08:00:00Z', 'sent');
insert into links (id, "tokenHash", "mailKey", "lifecycleId", purpose, "subjectId", "recipientId") values
  ('v40-link', 'v40-link-hash', 'mail.v40.due', 'D-V40.crm.t1', 'item', 'touch-1', 'v40-rep');
insert into reply_addresses ("tokenHash", "linkId") values ('v40-reply-hash', 'v40-link');
insert into mails_in (id, "receivedAt", state, "senderHash", "repId", "linkId", item, words) values
  ('v40-unclear', '2027-02-01T09:00:00Z', 'unclear', 'v40-sender', 'v40-rep', 'v40-link', 'touch-1', 'Spoke to Ada.');
insert into mails_in (id, "receivedAt", state) values ('v40-forged', '2027-02-01T09:05:00Z', 'not-proved');
