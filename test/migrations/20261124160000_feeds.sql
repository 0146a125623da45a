-- Rows as the version with feeds could hold them; test/migrations.test.ts brings them to the present schema.

insert into feeds (id, url, "clientId", industry, words, "everyMinutes", active, etag, "lastModified", failures, "polledAt") values
  ('flims-news', 'https://news.example/flims.rss', 'v5-client', null, '{Flims,hotel}', 60, true, '"e1"', null, 0, '2027-02-01T08:00:00Z'),
  ('travel', 'https://news.example/travel.atom', null, 'travel', '{}', 1440, false, null, 'Mon, 01 Feb 2027 08:00:00 GMT', 3, null);

insert into feed_polls ("feedId", at, outcome, detail, entries, articles, proposed, "nextAt") values
  ('flims-news', '2027-02-01T08:00:00Z', 'read', 'HTTP 200', 12, 1, 1, '2027-02-01T09:00:00Z');

insert into articles (id, "feedId", title, link, "publishedAt", "foundAt") values
  ('article-1', 'flims-news', 'Flims opens a hotel', 'https://news.example/1', null, '2027-02-01T08:00:00Z');

insert into article_proposals ("articleId", "clientId", "lifecycleId", at) values
  ('article-1', 'v5-client', 'v5-running.crm-pro.t1', '2027-02-01T08:00:01Z');
