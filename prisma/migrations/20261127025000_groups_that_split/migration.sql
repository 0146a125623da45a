-- A client has one rep: a new line goes to whoever keeps the client. A group that splits takes its lines from clients of other
-- reps, too; none did so knowingly before.
alter table groups add column splits boolean not null default false;
