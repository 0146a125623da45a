-- A client that stood under two ids is one relationship: what names the old id means the other.
alter table clients add column "mergedInto" text references clients (id),
  add column "mergedAt" timestamptz(3), add column "mergedAs" jsonb;
create index clients_merged on clients ("mergedInto");

-- Who went to another client: the record that they have there.
alter table contacts add column "movedTo" text;

-- How its people were called before: a later deal may name them so.
create table former_contacts (
  "clientId" text not null,
  "givenId" text not null,
  "contactId" text not null,
  "formerId" text,
  primary key ("clientId", "givenId")
);
create index "former_contacts_contactId_idx" on former_contacts ("contactId");
create unique index "former_contacts_formerId_key" on former_contacts ("formerId");
