-- A kind of signal of the house's own may be taken away: its name stays for what was said of it.
alter table signal_kinds add column "removedAt" timestamptz(3);
