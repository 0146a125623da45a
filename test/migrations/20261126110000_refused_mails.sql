-- Rows as the version that tells of refused mails could hold them; test/migrations.test.ts brings them to the present schema.

insert into mails (key, kind, role, "recipientId", at, state, attempts, "lastError", "refusedAt", round) values
  ('mail.D-v15.crm-pro.t1#3.contact.c_v15', 'satisfaction', 'contact', 'c_v15', '2027-03-01T08:00:00Z', 'refused', 1,
   'the mail server answered 550 5.1.1 to RCPT TO: it takes no mail for this address', '2027-03-01T08:00:01Z', 1);

insert into refused_addresses ("recipientId", address, delivery, "refusedAt") values
  ('c_v15', 'ada@v15.example', 'mail.D-v15.crm-pro.t1#3.contact.c_v15', '2027-03-01T08:00:01Z');
