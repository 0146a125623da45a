-- Rows as the version that tells of broken connections could hold them; test/migrations.test.ts brings them to the present schema.

insert into feeds (id, url, words, "everyMinutes", failures, "failingSince", "polledAt", "setUpBy", "setUpByKey") values
  ('v28-news', 'https://news.example/v28.rss', '{}', 720, 3, '2027-02-01T08:00:00Z', '2027-02-03T08:00:00Z', 'rep-1', null);
insert into sources (id, format, secret, "setUpByKey") values ('v28-billing', 'stripe', 'not-a-real-secret', 'Billing');
insert into webhooks (id, url, types, secrets, failures, "failingSince", "lastFailure", "triedAt", "closedAt") values
  ('v28-partner', 'https://partner.example/hook', '{}', '[]', 4, '2027-02-01T08:00:00Z', 'The receiver answered 410.',
   '2027-02-02T08:00:00Z', '2027-02-02T08:00:00Z');
insert into connection_troubles (id, kind, connection, since, why, tellings, reminders, "toldTo", "toldAt", "toldOf", "endedAt") values
  ('v28-trouble', 'feed', 'v28-news', '2027-02-01T08:00:00Z', 'The server answered 500.', 1, 0, 'rep-1', '2027-02-03T08:00:15Z', null, null),
  ('v28-over', 'webhook', 'v28-partner', '2027-02-01T08:00:00Z', null, 2, 1, '@operations', '2027-02-03T08:00:15Z', null, '2027-02-04T08:00:00Z');
