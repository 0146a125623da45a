-- Days on which a client hears of us beyond what is planned: by a campaign, or by an article. Once per cause and person.
create table reached (
  "clientId" text not null,
  -- The campaign or the article.
  cause text not null,
  -- Our id of the contact; empty where it reaches nobody in particular.
  "contactId" text not null,
  -- Hash of the address under this cause: nobody is written to twice, though they stand in the records twice.
  "whoHash" text,
  days text[] not null,
  at timestamptz(3) not null,
  primary key (cause, "clientId", "contactId")
);
create unique index reached_who on reached (cause, "whoHash");
create index reached_clients on reached ("clientId", at);
