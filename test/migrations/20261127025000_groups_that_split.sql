-- Rows as the version with groups that split could hold them; test/migrations.test.ts brings them to the present schema.

insert into groups (id, name, "repId", "policyId", stage, "productTypes", countries, value, splits) values
  ('v25-hardware', 'Hardware', 'rep-2', 'default', 'retention', array['hardware'], array['AT'], null, true);
