-- Rows as the version that writes in a vendor's name could hold them; test/migrations.test.ts brings them to the present schema.

insert into reps (id, name, email, phone) values ('v38-mira', 'Mira Holt', 'v38-mira@holdfast.example', '+43 1 5550100');
insert into workgroups (id, name, "receivablesManagerId", "businessDeveloperId", brand) values
  ('v38-alps', 'Alps', 'v38-mira', 'v38-mira', '{"name": "Brightline Alps", "colour": "#20453a", "imprint": ["Brightline GmbH, Wien"]}');
