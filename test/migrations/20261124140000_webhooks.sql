-- Rows as the version with webhooks could hold them; test/migrations.test.ts brings them to the present schema.

insert into webhooks (id, url, types, secrets, active) values
  ('crm', 'https://crm.example/hook', '{lifecycle.stage-changed}', '[{"secret": "whsec_x"}]', true);

insert into webhook_messages (key, "webhookId", type, "lifecycleId", at, data, state, round, attempts, "lastStatus", "lastError", "startedAt", "deliveredAt") values
  ('crm.v5-running.crm-pro.t1#7', 'crm', 'lifecycle.stage-changed', 'v5-running.crm-pro.t1', '2027-01-18T10:00:00Z', '{"to": "retention"}', 'delivered', 1, 2, 204, 'HTTP 500', '2027-01-18T10:00:01Z', '2027-01-18T10:00:07Z');
