-- What was agreed at a review: in whose words never matters, but who does it and by when. It is done by one of ours or by a
-- contact. Words stand here alone.

-- step
create table agreed_actions (
  id text primary key,
  "lifecycleId" text not null,
  review text not null,
  words text not null,
  "repId" text,
  "contactId" text,
  day date not null,
  "doneAt" timestamptz(3),
  "doneBy" text,
  by text not null,
  "createdAt" timestamptz(3) not null default current_timestamp,
  constraint agreed_actions_owner check (("repId" is null) <> ("contactId" is null)),
  constraint "agreed_actions_lifecycleId_fkey" foreign key ("lifecycleId") references lifecycles (id),
  constraint "agreed_actions_repId_fkey" foreign key ("repId") references reps (id),
  constraint "agreed_actions_contactId_fkey" foreign key ("contactId") references contacts (id)
);
create index "agreed_actions_lifecycleId_idx" on agreed_actions ("lifecycleId");
create index "agreed_actions_contactId_idx" on agreed_actions ("contactId");
create index agreed_actions_open on agreed_actions ("repId", day) where "doneAt" is null;
