-- Rows as the version that counts lost events could hold them; test/migrations.test.ts brings them to the present schema.

insert into connection_troubles (id, kind, connection, since, why, tellings, reminders, "toldTo", "toldAt", "toldOf", "endedAt", "lostUntil", "lostTold", "onlyLost") values
  ('v30-lost', 'source', 'v28-billing', '2027-02-05T08:00:00Z', null, 2, 0, 'rep-1', '2027-02-08T08:00:15Z', '2027-02-08T08:00:00Z', null,
   '2027-02-08T08:00:00Z', '{3,1}', true);
