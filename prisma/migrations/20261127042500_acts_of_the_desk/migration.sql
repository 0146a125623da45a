-- Who is signed in acts by a link of their own, which no mail brought: one for each act of each person.

-- step
alter table links alter column "mailKey" drop not null;
-- step alone
create unique index concurrently links_of_the_desk on links ("recipientId", "lifecycleId", purpose, coalesce("subjectId", '')) where "mailKey" is null;
