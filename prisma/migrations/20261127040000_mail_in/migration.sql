-- A mail about one item can be answered: the address to which the answer goes is a capability for what the mail's own
-- button is for. It has a token of its own, so that whoever sees the address cannot open the page.

-- step
create table reply_addresses (
  "tokenHash" text not null primary key,
  "linkId" text not null,
  "createdAt" timestamptz(3) not null default now(),
  constraint "reply_addresses_linkId_fkey" foreign key ("linkId") references links (id) on delete cascade
);
create index "reply_addresses_linkId_idx" on reply_addresses ("linkId");

-- Mails that came in, each once: what became of it, and the words that somebody is to read of it.

-- step
create table mails_in (
  id text not null primary key,
  "receivedAt" timestamptz(3) not null default now(),
  state text not null default 'received',
  -- Who wrote it, as a hash: to count how often they do.
  "senderHash" text,
  "repId" text,
  "contactId" text,
  "linkId" text,
  "lifecycleId" text,
  item text,
  words text,
  constraint mails_in_state_words check (state in (
    'received', 'recorded', 'unclear', 'empty', 'closed', 'logged', 'nobody-known', 'away', 'left', 'wrote', 'not-proved',
    'unknown-sender', 'unknown-address', 'not-theirs', 'too-old', 'too-many', 'unreadable', 'no-id', 'automatic', 'list',
    'bounce', 'ours')),
  constraint "mails_in_repId_fkey" foreign key ("repId") references reps (id),
  constraint "mails_in_contactId_fkey" foreign key ("contactId") references contacts (id) on delete set null,
  constraint "mails_in_linkId_fkey" foreign key ("linkId") references links (id) on delete set null,
  constraint "mails_in_lifecycleId_fkey" foreign key ("lifecycleId") references lifecycles (id)
);
create index mails_in_sender on mails_in ("senderHash", "receivedAt");
create index mails_in_unclear on mails_in ("lifecycleId", item) where state = 'unclear';
create index "mails_in_contactId_idx" on mails_in ("contactId");
create index mails_in_received on mails_in ("receivedAt");

-- The links of a mail: one of them is what an answer is for.

-- step alone
create index concurrently links_mail on links ("mailKey");
