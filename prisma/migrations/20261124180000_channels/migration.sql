-- By which channel a contact likes to be reached.
alter table contacts add column channel text;
