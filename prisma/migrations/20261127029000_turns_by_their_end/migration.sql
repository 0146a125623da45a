-- Terms that renewed by themselves are found by the day to which they went on.
create index "term_turns_untils" on "term_turns" ("kind", "until");
