-- Of events of a source that went nowhere each is told once, and of more of them ever more seldom.
alter table connection_troubles add column "lostUntil" timestamptz(3),
  add column "lostTold" integer[] not null default '{}', add column "onlyLost" boolean not null default false;
