-- What every lifecycle of a client must know, those that begin later too: who has departed, and whether the client
-- asked to be left alone. Until now only the lifecycles knew.
alter table contacts add column "departedAt" timestamptz(3);
alter table clients add column "optedOutAt" timestamptz(3);

update contacts c set "departedAt" = now()
where exists (
  select 1 from lifecycles l, jsonb_array_elements(
    case jsonb_typeof(l.state -> 'slices' -> 'contacts' -> 'list') when 'array' then l.state -> 'slices' -> 'contacts' -> 'list' else '[]' end) as known
  where l."clientId" = c."clientId" and known ->> 'id' = c.id and known ->> 'departed' = 'true');

update clients c set "optedOutAt" = told.since
from (
  select "clientId", max((state -> 'slices' -> 'contacts' ->> 'clientOptedOut')::timestamptz) as since
  from lifecycles where stage in ('onboarding', 'retention') group by 1) as told
where told."clientId" = c.id;

-- Deals of a client are listed by id.
create index deals_client on deals ("clientId", id);
