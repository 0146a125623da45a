-- Rows as the version that sweeps by turns could hold them; test/migrations.test.ts brings them to the present schema.

insert into leases (name, owner, until) values ('sweep: mail', 'worker-v15', '2027-03-01T08:00:00Z');

insert into sweep_tries (kind, id, "lifecycleId", tries, "triedAt", "nextAt") values
  ('fact', 'D-v15.crm-pro.t1/f_v15', 'D-v15.crm-pro.t1', 3, '2027-03-01T08:00:00Z', '2027-03-01T08:01:00Z');
