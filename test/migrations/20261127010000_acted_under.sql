-- Rows as the version that notes acts could hold them; test/migrations.test.ts brings them to the present schema.

insert into idempotent_requests (key, fingerprint, "lockedBy", "lockedUntil", acted) values
  ('k_v18', 'f_v18', 'try-v18', '2027-03-01T08:00:30Z', 'done');
