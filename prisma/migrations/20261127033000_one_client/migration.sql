-- A client that stood under two ids is one relationship: what names the old id means the other.

-- step
alter table clients add column "mergedInto" text;
-- step
alter table clients add column "mergedAt" timestamptz(3);
-- step
alter table clients add column "mergedAs" jsonb;
-- step
alter table clients add constraint "clients_mergedInto_fkey" foreign key ("mergedInto") references clients (id) not valid;
-- step
alter table clients validate constraint "clients_mergedInto_fkey";
-- step alone
create index concurrently clients_merged on clients ("mergedInto");

-- Who went to another client: the record that they have there.

-- step
alter table contacts add column "movedTo" text;

-- How its people were called before: a later deal may name them so.

-- step
create table former_contacts (
  "clientId" text not null,
  "givenId" text not null,
  "contactId" text not null,
  "formerId" text,
  primary key ("clientId", "givenId"),
  constraint "former_contacts_clientId_fkey" foreign key ("clientId") references clients (id),
  constraint "former_contacts_contactId_fkey" foreign key ("contactId") references contacts (id)
);
create index "former_contacts_contactId_idx" on former_contacts ("contactId");
create unique index "former_contacts_formerId_key" on former_contacts ("formerId");
