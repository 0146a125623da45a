-- Rows as the version that renews claims could hold them; test/migrations.test.ts brings them to the present schema.

insert into idempotent_requests (key, fingerprint, "lockedBy", "lockedUntil") values
  ('k_v16', 'f_v16', 'try-v16', '2027-03-01T08:00:30Z');
