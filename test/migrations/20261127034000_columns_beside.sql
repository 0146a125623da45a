-- Rows as the release before writes them while typed columns stand beside its own; test/migrations.test.ts brings them to the present schema.

insert into term_values ("lifecycleId", seq, at, amount, "effectiveOn", agreed) values
  ('v5-running.crm-pro.t1', 50, '2027-06-02T09:00:00Z', 1600000, '2027-06-01', false);
update term_values set amount = 1650000 where "lifecycleId" = 'v5-running.crm-pro.t1' and seq = 50;
insert into term_turns ("lifecycleId", seq, at, kind, "on", until, why) values
  ('v5-running.crm-pro.t1', 51, '2029-01-01T08:00:00Z', 'term-prolonged', '2029-01-01', '2030-01-01', null);
insert into shared_items ("lifecycleId", "itemId", "clientId", "shareKey", day, closed) values
  ('v5-running.crm-pro.t1', 'review-9', 'v5-client', 'review', '2027-07-15', false);
