-- Rows as the version that asks a mailbox once in thirty days could hold them; test/migrations.test.ts brings them to the present schema.

insert into asked_mailboxes ("mailKey", mailbox, "contactId", at) values
  ('mail.v21.7.contact.c_v21', repeat('a', 64), 'c_v21', '2026-11-27T09:00:00Z');
