-- Links to a person, and who went to their record, are found when two records of theirs become one.

-- step alone
create index concurrently links_recipient on links ("recipientId");

-- step alone
create index concurrently contacts_moved on contacts ("movedTo");
