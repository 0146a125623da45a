-- A person who was erased: nothing of them is left but an id of ours.
alter table contacts add column "erasedAt" timestamptz(3);
