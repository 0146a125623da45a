-- A mailbox that was asked how happy its reader is, by a hash of its address; the question's mail names it.
create table asked_mailboxes (
  "mailKey" text primary key,
  mailbox text not null,
  "contactId" text not null,
  at timestamptz(3) not null
);
create index asked_mailboxes_mailbox on asked_mailboxes (mailbox, at);
create index asked_mailboxes_contact on asked_mailboxes ("contactId");

-- Whoever opts out does so for every record that has their address.
create index contacts_mailbox on contacts (lower(btrim(email)));
