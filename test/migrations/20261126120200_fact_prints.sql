-- Rows as the version that knows what was said under an eventId could hold them; test/migrations.test.ts brings them to the present schema.

insert into fact_prints ("lifecycleId", id, print) values ('D-v17.crm-pro.t1', 'f_v17', 'p_v17');
