-- In whose name clients are written to: a rep has a telephone number, and a workgroup may have a brand of its own beside that
-- of the company (settings, 'brand').

-- step
alter table reps add column phone text;
alter table workgroups add column brand jsonb not null default '{}'::jsonb;
