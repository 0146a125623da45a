-- Rows as the version with calendars could hold them; test/migrations.test.ts brings them to the present schema.

insert into reps (id, name, email) values ('v39-mira', 'Mira Berg', 'mira@holdfast.example');
insert into calendar_addresses (id, "repId", name, "tokenHash", "createdBy", "lastReadAt", print, "changedAt", "revokedAt") values
  ('v39-phone', 'v39-mira', 'Phone', 'v39-not-a-real-hash', 'admin', '2027-02-01T08:00:00Z', 'v39-print', '2027-02-01T08:00:00Z', '2027-02-02T08:00:00Z');
insert into mails (key, "lifecycleId", seq, kind, role, "recipientId", "subjectId", at, state, "meetingAt") values
  ('mail.v39', null, null, 'review-moved', 'rep', 'v39-mira', 'review-1', '2027-02-01T08:00:00Z', 'sent', '2027-02-15T08:00:00Z');
