-- Rows as the version that knows who has departed could hold them; test/migrations.test.ts brings them to the present schema.

insert into clients (id, name, "timeZone", "optedOutAt") values ('v13-client', 'Graz Robotics', 'Europe/Vienna', '2027-02-01T08:00:00Z');

insert into contacts (id, "clientId", "givenId", name, email, "departedAt") values
  ('c_v13', 'v13-client', 'jan', 'Jan Lutz', 'jan@graz.example', '2027-02-02T08:00:00Z');
