-- Rows as the version that keeps facts until their lifecycle runs could hold them; test/migrations.test.ts brings them to the present schema.

insert into waiting_facts ("lifecycleId", id, name, data, by, "acceptedAt") values
  ('D-v14.crm-pro.t1', 'f_v14', 'happinessHeard', '{"score": 3}', 'admin', '2027-03-01T08:00:00Z');

insert into jobs (id, kind, state, input, "workingSince") values
  ('handover-v14', 'handover', 'working', '{"from": "anna", "to": ["berta"], "leaves": false}', '2027-03-01T08:00:00Z');
