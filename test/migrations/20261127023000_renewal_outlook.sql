-- Rows as the version that keeps outlooks could hold them; test/migrations.test.ts brings them to the present schema.

insert into renewal_calls (id, "lifecycleId", voice, call, amount, currency, "noteId", "saidBy", at) values
  ('v23-rep', 'v5-running.crm-pro.t1', 'rep', 'at-risk', 900000, 'EUR', null, 'rep-2', '2027-03-19T09:00:00Z'),
  ('v23-manager', 'v5-running.crm-pro.t1', 'manager', 'lost', null, null, null, 'rep-1', '2027-03-19T10:00:00Z');
insert into outlooks ("lifecycleId", day, probability, outlook, worth, currency, "repId", "groupId", "renewsOn", "repCall", "managerCall") values
  ('v5-running.crm-pro.t1', '2027-03-18', 48, 'unknown', 1500000, 'EUR', 'rep-2', 'everyone', '2028-01-01', null, null),
  ('v5-running.crm-pro.t1', '2027-03-19', 48, 'unknown', 1500000, 'EUR', 'rep-2', 'everyone', '2028-01-01', 'at-risk', 'lost');
