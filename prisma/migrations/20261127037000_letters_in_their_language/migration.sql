-- The language in which one of ours is written to; null: English. The program takes no other for now, and the check stands
-- beside the words that columns hold.

-- step
alter table reps add column language text;
-- step
alter table reps add constraint reps_language_words check (language in ('de', 'en')) not valid;
-- step
alter table reps validate constraint reps_language_words;
