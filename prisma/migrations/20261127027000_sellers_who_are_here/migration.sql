-- Since when ops say that a seller works here: it overrules one of our people with their id or address who left before that.
alter table sellers add column "hereSince" timestamp(3) with time zone;
