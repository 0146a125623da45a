-- Rows as the version that knows access by row could hold them; test/migrations.test.ts brings them to the present schema.

insert into keys (id, role, "repId", hash, name, "createdBy", "expiresAt", "lastUsedAt") values
  ('v18-key', 'rep', 'rep-1', 'hash-v18', 'Anna', 'admin', '2028-03-01T08:00:00Z', '2027-03-01T08:00:00Z');
insert into key_secrets (hash, "keyId", until) values
  ('hash-v18', 'v18-key', null), ('hash-v18-before', 'v18-key', '2027-03-02T08:00:00Z');
insert into audit (id, actor, method, route, subject, status, "keyId") values
  ('v18-audit', 'admin', 'POST', '/v1/keys', 'v18-key/rep/rep-1', 201, 'v18-key');
