-- Rows as the version whose figures count by effective day could hold them; test/migrations.test.ts brings them to the present schema.

insert into term_values ("lifecycleId", seq, at, amount, "effectiveOn", agreed) values
  ('v5-running.crm-pro.t1', 40, '2027-04-02T09:00:00Z', 1500000, '2027-04-01', true);

insert into term_turns ("lifecycleId", seq, at, kind, "on", until, why) values
  ('v5-running.crm-pro.t1', 41, '2027-05-01T09:00:00Z', 'notice-given', '2027-04-30', '2028-01-01', 'price'),
  ('v5-running.crm-pro.t1', 42, '2027-05-03T09:00:00Z', 'first-step-done', null, null, null),
  ('v5-running.crm-pro.t1', 43, '2027-05-20T09:00:00Z', 'notice-withdrawn', null, null, 'withdrawal'),
  ('v5-running.crm-pro.t1', 44, '2028-01-01T08:00:00Z', 'term-prolonged', '2028-01-01', '2029-01-01', null);
