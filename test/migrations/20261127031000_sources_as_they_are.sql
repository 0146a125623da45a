-- Rows as the version with sources for trying out could hold them; test/migrations.test.ts brings them to the present schema.

insert into sources (id, format, secret, "testEvents") values ('v31-trial', 'stripe', 'shh', true);

insert into source_events ("sourceId", "eventId", at, kind, "externalId", data, state, reason) values
  ('v31-trial', 'evt-1', '2027-02-01T08:00:00Z', 'invoice-remains', 'cus_1',
    '{"invoice": "R-1", "alias": "in_1", "amount": {"amount": 20000, "currency": "EUR"}, "lifecycle": null}', 'ignored', 'nothing-overdue');

insert into source_tickets ("sourceId", "ticketId", "externalId", open, at) values ('helpdesk', 'v31-9', null, true, '2027-02-01T08:00:00Z');
