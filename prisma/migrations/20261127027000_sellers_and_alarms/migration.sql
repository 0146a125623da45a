-- Since when ops say that a seller works here: it overrules one of our people with their id or address who left before that.
alter table sellers add column "hereSince" timestamp(3) with time zone;

-- A digest looks for the alarms of the groups that somebody leads, and of the clients that somebody keeps: few have one.
create index lifecycles_alarmed on lifecycles ("groupId", "repId") where asks @> '[{"kind":"escalation"}]';
