-- When the meeting begins of which a mail brought a calendar file; of files from before nobody wrote it down.

-- step
alter table mails add column "meetingAt" timestamptz(3);

-- Secret addresses at which people's calendars are read. Of an address only a hash is kept.

-- step
create table calendar_addresses (
  id text primary key,
  "repId" text not null,
  name text not null,
  "tokenHash" text not null,
  "createdBy" text,
  "createdAt" timestamptz(3) not null default now(),
  "lastReadAt" timestamptz(3),
  print text,
  "changedAt" timestamptz(3),
  "revokedAt" timestamptz(3),
  constraint "calendar_addresses_repId_fkey" foreign key ("repId") references reps (id)
);
create unique index calendar_addresses_token on calendar_addresses ("tokenHash");
create index calendar_addresses_rep on calendar_addresses ("repId", id);
