-- A place is a country and a part of it, and a client may have a weekend and days off of its own. The release before knows the
-- country alone, and lives by that.
alter table clients add column region text, add column weekend jsonb, add column closed jsonb not null default '[]';
alter table reps add column region text;
