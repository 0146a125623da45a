-- Rows as the version with sources could hold them; test/migrations.test.ts brings them to the present schema.

insert into sources (id, format, secret) values ('helpdesk', 'zendesk', 'shh');

insert into source_clients ("sourceId", "externalId", "clientId") values ('helpdesk', '4711', 'v5-client');

insert into source_events ("sourceId", "eventId", at, kind, "externalId", data, state, reason, "lifecycleId") values
  ('helpdesk', 'e-1', '2027-02-01T08:00:00Z', 'ticket', '4711', '{"ticket": "9", "open": true}', 'told', null, 'v5-running.crm-pro.t1'),
  ('helpdesk', 'e-2', '2027-02-02T08:00:00Z', 'ticket', '4712', '{"ticket": "10", "open": true}', 'unmapped', 'nobody said whom', null);

insert into source_tickets ("sourceId", "ticketId", "externalId", open, at) values ('helpdesk', '9', '4711', true, '2027-02-01T08:00:00Z');
