-- The organisation: profiles, absences, workgroups, conditions of groups; long work in jobs; the book of terms.

alter table reps
  add column country text, add column profile text, add column "workingHours" jsonb, add column capacity integer,
  add column absences jsonb not null default '[]', add column "deputyId" text,
  add column mails text not null default 'single', add column "workgroupId" text,
  add column "leftAt" timestamptz(3), add column "morningsAt" timestamptz(3);
create index "reps_workgroupId_idx" on reps ("workgroupId");

alter table groups
  add column stage text, add column "productTypes" text[], add column countries text[], add column value jsonb;
update groups set "productTypes" = case when "productType" is null then '{}'::text[] else array["productType"] end, countries = '{}';
alter table groups drop column "productType";
create index "groups_repId_idx" on groups ("repId");

create table workgroups (
  id text primary key, name text not null, "receivablesManagerId" text not null, "businessDeveloperId" text not null);

create table settings (name text primary key, value jsonb not null);

create table targets (
  id text primary key, figure text not null, product text, currency text,
  target double precision not null, threshold double precision not null,
  state text not null default 'unknown', value double precision, "checkedAt" timestamptz(3));

create table jobs (
  id text primary key, kind text not null, state text not null, input jsonb not null, summary jsonb,
  round integer not null default 0, by text,
  "createdAt" timestamptz(3) not null default current_timestamp, "startedAt" timestamptz(3), "finishedAt" timestamptz(3));
create index "jobs_state_startedAt_idx" on jobs (state, "startedAt");

create table job_rows (
  "jobId" text not null, position integer not null, subject text not null, input jsonb not null,
  state text not null default 'waiting', preview jsonb, outcome jsonb,
  primary key ("jobId", position),
  constraint "job_rows_jobId_fkey" foreign key ("jobId") references jobs (id) on delete restrict on update cascade);
create index "job_rows_jobId_state_position_idx" on job_rows ("jobId", state, position);

alter table lifecycles
  add column asks jsonb, add column "asksAt" timestamptz(3), add column "policyId" text, add column "policyVersion" integer;
update lifecycles set "policyId" = state #>> '{slices,standing,policy,id}',
  "policyVersion" = (state #>> '{slices,standing,policy,version}')::integer;
create index "lifecycles_policyId_policyVersion_idx" on lifecycles ("policyId", "policyVersion");
create index "lifecycles_repId_asksAt_idx" on lifecycles ("repId", "asksAt");

alter table mails alter column "lifecycleId" drop not null, alter column seq drop not null, add column "forRepId" text;
alter table links add column "forRepId" text;

-- Who kept a lifecycle at each line: the receiver of the last handover before it, the giver of the first one after
-- it, or whoever keeps it now.
alter table ledger add column "repId" text;
update ledger l set "repId" = coalesce(
  (select h.data ->> 'to' from ledger h where h."lifecycleId" = l."lifecycleId" and h.kind = 'reassigned' and h.seq <= l.seq order by h.seq desc limit 1),
  (select h.data ->> 'from' from ledger h where h."lifecycleId" = l."lifecycleId" and h.kind = 'reassigned' and h.seq > l.seq order by h.seq limit 1),
  (select c."repId" from lifecycles c where c.id = l."lifecycleId"));

create table terms (
  "lifecycleId" text primary key, line text not null, "clientId" text not null, "productCode" text not null,
  "sellerId" text, term integer not null, "startsOn" text not null, "renewsOn" text not null,
  amount double precision not null, currency text not null, began timestamptz(3) not null,
  imported boolean not null default false, "onboardedAt" timestamptz(3), "endedAt" timestamptz(3), ending text,
  reason text, "flaggedAt" timestamptz(3));
insert into terms
select c.id, c."dealId" || '.' || c."productCode", c."clientId", c."productCode", d.document -> 'seller' ->> 'id', c.term,
  c.seed -> 'contract' ->> 'startsOn', c."renewsOn", (c.seed -> 'contract' -> 'annualValue' ->> 'amount')::double precision,
  c.seed -> 'contract' -> 'annualValue' ->> 'currency', coalesce(b.at, c."createdAt"), false, o.at, e.at, e.data ->> 'to',
  e.data ->> 'reason', f.at
from lifecycles c
join deals d on d.id = c."dealId"
left join lateral (select at from ledger where "lifecycleId" = c.id and kind = 'lifecycle-began' order by seq limit 1) b on true
left join lateral (select at from ledger where "lifecycleId" = c.id and kind = 'onboarding-completed' order by seq limit 1) o on true
left join lateral (select at from ledger where "lifecycleId" = c.id and kind = 'oversold-flagged' order by seq limit 1) f on true
left join lateral (select at, data from ledger where "lifecycleId" = c.id and kind = 'stage-changed'
                   and data ->> 'to' in ('renewed', 'churned', 'ineligible') order by seq limit 1) e on true;
-- Figures read the book client by client; this index has all that they need.
create index terms_book on terms ("clientId", line, term) include
  ("lifecycleId", "productCode", "sellerId", "startsOn", "renewsOn", amount, currency, began, imported, "onboardedAt", "endedAt", ending, reason, "flaggedAt");
create index terms_renewals on terms ("renewsOn");
create index terms_endings on terms ("endedAt") where "endedAt" is not null;
create index terms_onboardings on terms ("onboardedAt") where "onboardedAt" is not null;
-- How much is on a rep's desk, and which clients.
create index lifecycles_running on lifecycles ("repId", "clientId") where stage in ('onboarding', 'retention');
create index terms_line on terms (line);
