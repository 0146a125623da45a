-- What the migrations make of an empty database. Written by HOLDFAST_WRITE_SCHEMA=1 npm test -- migrations.

create table actuals (
  id text not null,
  "lifecycleId" text not null,
  "itemId" text not null,
  metric text not null,
  value double precision not null,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint actuals_pkey PRIMARY KEY (id)
);
CREATE INDEX "actuals_lifecycleId_idx" ON public.actuals USING btree ("lifecycleId");

create table agreed_actions (
  id text not null,
  "lifecycleId" text not null,
  review text not null,
  words text not null,
  "repId" text,
  "contactId" text,
  day date not null,
  "doneAt" timestamp(3) with time zone,
  "doneBy" text,
  by text not null,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint agreed_actions_pkey PRIMARY KEY (id),
  constraint "agreed_actions_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES contacts(id),
  constraint "agreed_actions_lifecycleId_fkey" FOREIGN KEY ("lifecycleId") REFERENCES lifecycles(id),
  constraint "agreed_actions_repId_fkey" FOREIGN KEY ("repId") REFERENCES reps(id),
  constraint agreed_actions_owner CHECK ((("repId" IS NULL) <> ("contactId" IS NULL)))
);
CREATE INDEX "agreed_actions_contactId_idx" ON public.agreed_actions USING btree ("contactId");
CREATE INDEX "agreed_actions_lifecycleId_idx" ON public.agreed_actions USING btree ("lifecycleId");
CREATE INDEX agreed_actions_open ON public.agreed_actions USING btree ("repId", day) WHERE ("doneAt" IS NULL);

create table amendments (
  "dealId" text not null,
  id text not null,
  document jsonb not null,
  fingerprint text not null,
  unheard text[] not null default '{}'::text[],
  "amendedBy" text,
  "createdAt" timestamp(3) with time zone not null default now(),
  "effectiveOn" date not null,
  constraint amendments_pkey PRIMARY KEY ("dealId", id),
  constraint "amendments_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES deals(id)
);
CREATE INDEX amendments_unheard ON public.amendments USING btree ("createdAt") WHERE (unheard <> '{}'::text[]);

create table article_proposals (
  "articleId" text not null,
  "clientId" text not null,
  "lifecycleId" text not null,
  at timestamp(3) with time zone not null,
  constraint article_proposals_pkey PRIMARY KEY ("articleId", "clientId"),
  constraint "article_proposals_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES articles(id)
);
CREATE INDEX article_proposals_client ON public.article_proposals USING btree ("clientId", at);

create table articles (
  id text not null,
  "feedId" text not null,
  title text not null,
  link text not null,
  "publishedAt" timestamp(3) with time zone,
  "foundAt" timestamp(3) with time zone not null,
  constraint articles_pkey PRIMARY KEY (id)
);

create table asked_mailboxes (
  "mailKey" text not null,
  mailbox text not null,
  "contactId" text not null,
  at timestamp(3) with time zone not null,
  constraint asked_mailboxes_pkey PRIMARY KEY ("mailKey")
);
CREATE INDEX asked_mailboxes_contact ON public.asked_mailboxes USING btree ("contactId");
CREATE INDEX asked_mailboxes_mailbox ON public.asked_mailboxes USING btree (mailbox, at);

create table audit (
  id text not null,
  at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  actor text not null,
  method text not null,
  route text not null,
  subject text,
  status integer not null,
  "keyId" text,
  constraint audit_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_at_idx ON public.audit USING btree (at);

create table buckets (
  "lifecycleId" text not null,
  kind text not null,
  bucket text not null,
  told text,
  changes integer not null default 1,
  "heardAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  "changedAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint buckets_pkey PRIMARY KEY ("lifecycleId", kind),
  constraint buckets_bucket_words CHECK ((bucket = ANY (ARRAY[''::text, 'alarm'::text, 'few'::text, 'fine'::text, 'flood'::text, 'full'::text, 'good'::text, 'low'::text, 'many'::text, 'none'::text, 'several'::text, 'silent'::text, 'some'::text, 'warn'::text]))),
  constraint buckets_told_words CHECK ((told = ANY (ARRAY['alarm'::text, 'few'::text, 'fine'::text, 'flood'::text, 'full'::text, 'good'::text, 'low'::text, 'many'::text, 'none'::text, 'several'::text, 'silent'::text, 'some'::text, 'warn'::text])))
);
CREATE INDEX "buckets_kind_heardAt_idx" ON public.buckets USING btree (kind, "heardAt");

create table calendar_addresses (
  id text not null,
  "repId" text not null,
  name text not null,
  "tokenHash" text not null,
  "createdBy" text,
  "createdAt" timestamp(3) with time zone not null default now(),
  "lastReadAt" timestamp(3) with time zone,
  print text,
  "changedAt" timestamp(3) with time zone,
  "revokedAt" timestamp(3) with time zone,
  constraint calendar_addresses_pkey PRIMARY KEY (id),
  constraint "calendar_addresses_repId_fkey" FOREIGN KEY ("repId") REFERENCES reps(id)
);
CREATE INDEX calendar_addresses_rep ON public.calendar_addresses USING btree ("repId", id);
CREATE UNIQUE INDEX calendar_addresses_token ON public.calendar_addresses USING btree ("tokenHash");

create table clients (
  id text not null,
  name text not null,
  industry text,
  country text,
  "timeZone" text not null,
  "optedOutAt" timestamp(3) with time zone,
  said jsonb not null default '{}'::jsonb,
  region text,
  weekend jsonb,
  closed jsonb not null default '[]'::jsonb,
  "mergedInto" text,
  "mergedAt" timestamp(3) with time zone,
  "mergedAs" jsonb,
  "nameKey" text,
  "keyedName" text,
  constraint clients_pkey PRIMARY KEY (id),
  constraint "clients_mergedInto_fkey" FOREIGN KEY ("mergedInto") REFERENCES clients(id)
);
CREATE INDEX clients_by_name ON public.clients USING btree (plain_text(name), id);
CREATE INDEX clients_found ON public.clients USING gin (plain_text(name) gin_trgm_ops);
CREATE INDEX clients_merged ON public.clients USING btree ("mergedInto");
CREATE INDEX clients_name_keys ON public.clients USING btree ("nameKey", id);
CREATE INDEX clients_unkeyed ON public.clients USING btree (id) WHERE ("keyedName" IS DISTINCT FROM name);

create table clients_apart (
  one text not null,
  other text not null,
  by text not null,
  at timestamp(3) with time zone not null,
  constraint clients_apart_pkey PRIMARY KEY (one, other),
  constraint clients_apart_one_fkey FOREIGN KEY (one) REFERENCES clients(id),
  constraint clients_apart_other_fkey FOREIGN KEY (other) REFERENCES clients(id),
  constraint clients_apart_in_order CHECK (((one COLLATE "C") < (other COLLATE "C")))
);
CREATE INDEX clients_apart_other_idx ON public.clients_apart USING btree (other);

create table connection_troubles (
  id text not null,
  kind text not null,
  connection text not null,
  since timestamp(3) with time zone not null,
  why text,
  tellings integer not null default 0,
  reminders integer not null default 0,
  "toldTo" text,
  "toldAt" timestamp(3) with time zone,
  "toldOf" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone not null default now(),
  "endedAt" timestamp(3) with time zone,
  "lostUntil" timestamp(3) with time zone,
  "lostTold" integer[] not null default '{}'::integer[],
  "onlyLost" boolean not null default false,
  constraint connection_troubles_pkey PRIMARY KEY (id),
  constraint connection_troubles_kind_words CHECK ((kind = ANY (ARRAY['feed'::text, 'source'::text, 'webhook'::text])))
);
CREATE INDEX connection_troubles_of ON public.connection_troubles USING btree (kind, connection, "createdAt");
CREATE UNIQUE INDEX connection_troubles_open ON public.connection_troubles USING btree (kind, connection) WHERE ("endedAt" IS NULL);

create table contacts (
  id text not null,
  "clientId" text not null,
  "givenId" text not null,
  name text not null,
  email text not null,
  level text,
  role text,
  birthday text,
  phone text,
  language text,
  "optedOutAt" timestamp(3) with time zone,
  "erasedAt" timestamp(3) with time zone,
  channel text,
  "departedAt" timestamp(3) with time zone,
  said jsonb not null default '{}'::jsonb,
  "movedTo" text,
  constraint contacts_pkey PRIMARY KEY (id),
  constraint "contacts_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES clients(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  constraint contacts_birthday_form CHECK ((birthday ~ '^(\d{4}-|--)?\d{2}-\d{2}$'::text)),
  constraint contacts_channel_words CHECK ((channel = ANY (ARRAY['call'::text, 'email'::text, 'letter'::text, 'visit'::text]))),
  constraint contacts_language_words CHECK ((language = ANY (ARRAY['de'::text, 'en'::text, 'es'::text, 'fr'::text, 'it'::text]))),
  constraint contacts_level_words CHECK ((level = ANY (ARRAY['executive'::text, 'manager'::text, 'user'::text])))
);
CREATE UNIQUE INDEX "contacts_clientId_givenId_key" ON public.contacts USING btree ("clientId", "givenId");
CREATE INDEX contacts_found ON public.contacts USING gin (plain_text(name) gin_trgm_ops);
CREATE INDEX contacts_mailbox ON public.contacts USING btree (lower(btrim(email)));
CREATE INDEX contacts_moved ON public.contacts USING btree ("movedTo");

create table deals (
  id text not null,
  "clientId" text not null,
  document jsonb not null,
  fingerprint text not null,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  "sellerId" text default (document #>> '{seller,id}'::text[]),
  "handedOverBy" text,
  added jsonb not null default '[]'::jsonb,
  constraint deals_pkey PRIMARY KEY (id),
  constraint "deals_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES clients(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX deals_client ON public.deals USING btree ("clientId", id);
CREATE INDEX deals_handed_over ON public.deals USING btree ("handedOverBy", id);
CREATE INDEX deals_seller ON public.deals USING btree (((document #>> '{seller,id}'::text[])), "createdAt");
CREATE INDEX deals_sold_by ON public.deals USING btree ("sellerId", id);

create table decisions (
  "updateId" text not null,
  "lifecycleId" text not null,
  name text not null,
  data jsonb not null,
  by text,
  "noteId" text,
  state text not null default 'asked'::text,
  outcome jsonb,
  "askedAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint decisions_pkey PRIMARY KEY ("updateId"),
  constraint decisions_state_words CHECK ((state = ANY (ARRAY['asked'::text, 'refused'::text, 'stands'::text])))
);
CREATE INDEX "decisions_state_askedAt_idx" ON public.decisions USING btree (state, "askedAt");

create table desk_views (
  id text not null,
  "repId" text,
  "sellerId" text,
  name text not null,
  query text not null,
  "createdAt" timestamp(3) with time zone not null default now(),
  constraint desk_views_pkey PRIMARY KEY (id),
  constraint "desk_views_repId_fkey" FOREIGN KEY ("repId") REFERENCES reps(id),
  constraint "desk_views_sellerId_fkey" FOREIGN KEY ("sellerId") REFERENCES sellers(id),
  constraint desk_views_owner CHECK ((("repId" IS NULL) <> ("sellerId" IS NULL)))
);
CREATE UNIQUE INDEX desk_views_rep ON public.desk_views USING btree ("repId", name);
CREATE UNIQUE INDEX desk_views_seller ON public.desk_views USING btree ("sellerId", name);

create table fact_prints (
  "lifecycleId" text not null,
  id text not null,
  print text not null,
  at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint fact_prints_pkey PRIMARY KEY ("lifecycleId", id)
);
CREATE INDEX fact_prints_at_idx ON public.fact_prints USING btree (at);

create table feed_polls (
  "feedId" text not null,
  at timestamp(3) with time zone not null,
  outcome text not null,
  detail text not null,
  entries integer not null default 0,
  articles integer not null default 0,
  proposed integer not null default 0,
  "nextAt" timestamp(3) with time zone not null,
  constraint feed_polls_pkey PRIMARY KEY ("feedId", at),
  constraint "feed_polls_feedId_fkey" FOREIGN KEY ("feedId") REFERENCES feeds(id) ON DELETE CASCADE
);

create table feeds (
  id text not null,
  url text not null,
  "clientId" text,
  industry text,
  words text[] not null,
  "everyMinutes" integer not null,
  active boolean not null default true,
  etag text,
  "lastModified" text,
  failures integer not null default 0,
  "polledAt" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone not null default now(),
  "setUpBy" text,
  "setUpByKey" text,
  "failingSince" timestamp(3) with time zone,
  constraint feeds_pkey PRIMARY KEY (id),
  constraint "feeds_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES clients(id)
);

create table former_contacts (
  "clientId" text not null,
  "givenId" text not null,
  "contactId" text not null,
  "formerId" text,
  constraint former_contacts_pkey PRIMARY KEY ("clientId", "givenId"),
  constraint "former_contacts_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES clients(id),
  constraint "former_contacts_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES contacts(id)
);
CREATE INDEX "former_contacts_contactId_idx" ON public.former_contacts USING btree ("contactId");
CREATE UNIQUE INDEX "former_contacts_formerId_key" ON public.former_contacts USING btree ("formerId");

create table groups (
  id text not null,
  name text not null,
  "repId" text not null,
  "managerId" text,
  "directorId" text,
  "policyId" text not null,
  stage text,
  "productTypes" text[],
  countries text[],
  value jsonb,
  splits boolean not null default false,
  constraint groups_pkey PRIMARY KEY (id),
  constraint groups_stage_words CHECK ((stage = ANY (ARRAY['onboarding'::text, 'retention'::text])))
);
CREATE INDEX "groups_repId_idx" ON public.groups USING btree ("repId");

create table idempotent_requests (
  key text not null,
  fingerprint text not null,
  status integer,
  body jsonb,
  "lockedUntil" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  "lockedBy" text,
  acted text,
  constraint idempotent_requests_pkey PRIMARY KEY (key)
);
CREATE INDEX "idempotent_requests_createdAt_idx" ON public.idempotent_requests USING btree ("createdAt");

create table import_files (
  id text not null,
  bytes integer not null default 0,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint import_files_pkey PRIMARY KEY (id)
);

create table import_parts (
  "fileId" text not null,
  part integer not null,
  data bytea not null,
  constraint import_parts_pkey PRIMARY KEY ("fileId", part),
  constraint "import_parts_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES import_files(id) ON UPDATE CASCADE ON DELETE CASCADE
);

create table job_rows (
  "jobId" text not null,
  "position" integer not null,
  subject text not null,
  input jsonb not null,
  state text not null default 'waiting'::text,
  preview jsonb,
  outcome jsonb,
  constraint job_rows_pkey PRIMARY KEY ("jobId", "position"),
  constraint "job_rows_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES jobs(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  constraint job_rows_state_words CHECK ((state = ANY (ARRAY['done'::text, 'failed'::text, 'skipped'::text, 'waiting'::text])))
);
CREATE INDEX "job_rows_jobId_state_position_idx" ON public.job_rows USING btree ("jobId", state, "position");

create table jobs (
  id text not null,
  kind text not null,
  state text not null,
  input jsonb not null,
  summary jsonb,
  round integer not null default 0,
  by text,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  "startedAt" timestamp(3) with time zone,
  "finishedAt" timestamp(3) with time zone,
  "workingSince" timestamp(3) with time zone,
  constraint jobs_pkey PRIMARY KEY (id),
  constraint jobs_kind_words CHECK ((kind = ANY (ARRAY['calloff'::text, 'campaign'::text, 'handover'::text, 'import'::text, 'move'::text, 'rollout'::text]))),
  constraint jobs_state_words CHECK ((state = ANY (ARRAY['cancelled'::text, 'done'::text, 'previewed'::text, 'previewing'::text, 'working'::text])))
);
CREATE INDEX "jobs_state_startedAt_idx" ON public.jobs USING btree (state, "startedAt");

create table key_secrets (
  hash text not null,
  "keyId" text not null,
  until timestamp(3) with time zone,
  constraint key_secrets_pkey PRIMARY KEY (hash),
  constraint "key_secrets_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES keys(id) ON DELETE CASCADE
);
CREATE INDEX key_secrets_key ON public.key_secrets USING btree ("keyId");

create table keys (
  id text not null,
  role text not null,
  "repId" text,
  hash text not null,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  "revokedAt" timestamp(3) with time zone,
  name text,
  "sellerId" text,
  "createdBy" text,
  "expiresAt" timestamp(3) with time zone,
  "lastUsedAt" timestamp(3) with time zone,
  constraint keys_pkey PRIMARY KEY (id),
  constraint keys_role_words CHECK ((role = ANY (ARRAY['admin'::text, 'ops'::text, 'rep'::text, 'sales'::text, 'telemetry'::text])))
);
CREATE UNIQUE INDEX keys_hash_key ON public.keys USING btree (hash);

create table leases (
  name text not null,
  owner text not null,
  until timestamp(3) with time zone not null,
  constraint leases_pkey PRIMARY KEY (name)
);

create table ledger (
  "lifecycleId" text not null,
  seq integer not null,
  at timestamp(3) with time zone not null,
  kind text not null,
  data jsonb not null,
  cause text,
  by text,
  "noteId" text,
  "recordedAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  "repId" text,
  constraint ledger_pkey PRIMARY KEY ("lifecycleId", seq)
);
CREATE INDEX "ledger_lifecycleId_cause_idx" ON public.ledger USING btree ("lifecycleId", cause);
CREATE INDEX ledger_health ON public.ledger USING btree ("lifecycleId", at, seq) WHERE (kind = 'health-changed'::text);
CREATE INDEX ledger_kind_at_idx ON public.ledger USING btree (kind, at);

create table lifecycles (
  id text not null,
  "dealId" text not null,
  "clientId" text not null,
  "productCode" text not null,
  term integer not null,
  seed jsonb not null,
  state jsonb,
  seq integer not null default 0,
  stage text not null,
  "groupId" text not null,
  "repId" text not null,
  band text not null,
  score integer not null,
  "nextAt" timestamp(3) with time zone,
  "successorId" text,
  "startedAt" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  asks jsonb,
  "asksAt" timestamp(3) with time zone,
  "policyId" text,
  "policyVersion" integer,
  "lastAt" timestamp(3) with time zone,
  "recordedAt" timestamp(3) with time zone,
  probability integer not null default 50,
  outlook text not null default 'unknown'::text,
  currency text not null default ''::text,
  "renewsOn" date not null,
  worth bigint not null default 0,
  constraint lifecycles_pkey PRIMARY KEY (id),
  constraint "lifecycles_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES clients(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  constraint "lifecycles_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES deals(id) ON UPDATE CASCADE ON DELETE RESTRICT,
  constraint lifecycles_band_words CHECK ((band = ANY (ARRAY['amber'::text, 'green'::text, 'red'::text, 'unknown'::text]))),
  constraint lifecycles_outlook_words CHECK ((outlook = ANY (ARRAY['at-risk'::text, 'likely'::text, 'unknown'::text]))),
  constraint lifecycles_stage_words CHECK ((stage = ANY (ARRAY['churned'::text, 'ineligible'::text, 'onboarding'::text, 'renewed'::text, 'retention'::text]))),
  constraint lifecycles_worth_counted CHECK ((worth >= 0))
);
CREATE INDEX "lifecycles_clientId_id_idx" ON public.lifecycles USING btree ("clientId", id);
CREATE INDEX "lifecycles_groupId_id_idx" ON public.lifecycles USING btree ("groupId", id);
CREATE INDEX "lifecycles_policyId_policyVersion_idx" ON public.lifecycles USING btree ("policyId", "policyVersion");
CREATE INDEX "lifecycles_repId_asksAt_idx" ON public.lifecycles USING btree ("repId", "asksAt");
CREATE INDEX "lifecycles_repId_id_idx" ON public.lifecycles USING btree ("repId", id);
CREATE INDEX "lifecycles_startedAt_createdAt_idx" ON public.lifecycles USING btree ("startedAt", "createdAt");
CREATE INDEX lifecycles_alarmed ON public.lifecycles USING btree ("groupId", "repId") WHERE (asks @> '[{"kind": "escalation"}]'::jsonb);
CREATE INDEX lifecycles_band_id_idx ON public.lifecycles USING btree (band, id);
CREATE INDEX lifecycles_renewals ON public.lifecycles USING btree ("renewsOn", id);
CREATE INDEX lifecycles_running ON public.lifecycles USING btree ("repId", "clientId") WHERE (stage = ANY (ARRAY['onboarding'::text, 'retention'::text]));
CREATE INDEX lifecycles_stage_id_idx ON public.lifecycles USING btree (stage, id);

create table links (
  id text not null,
  "tokenHash" text not null,
  "mailKey" text,
  "lifecycleId" text not null,
  purpose text not null,
  "subjectId" text,
  "recipientId" text not null,
  "usedAt" timestamp(3) with time zone,
  receipt jsonb,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  "forRepId" text,
  constraint links_pkey PRIMARY KEY (id),
  constraint "links_mailKey_fkey" FOREIGN KEY ("mailKey") REFERENCES mails(key),
  constraint links_purpose_words CHECK ((purpose = ANY (ARRAY['agreed'::text, 'escalation'::text, 'invitation'::text, 'item'::text, 'onboarding'::text, 'opportunity'::text, 'oversold'::text, 'oversold-proposal'::text, 'receivable'::text, 'renewal'::text, 'satisfaction'::text, 'way-out'::text])))
);
CREATE UNIQUE INDEX "links_tokenHash_key" ON public.links USING btree ("tokenHash");
CREATE INDEX links_mail ON public.links USING btree ("mailKey");
CREATE UNIQUE INDEX links_of_the_desk ON public.links USING btree ("recipientId", "lifecycleId", purpose, COALESCE("subjectId", ''::text)) WHERE ("mailKey" IS NULL);
CREATE INDEX links_recipient ON public.links USING btree ("recipientId");

create table mails (
  key text not null,
  "lifecycleId" text,
  seq integer,
  kind text not null,
  role text not null,
  "recipientId" text not null,
  "subjectId" text,
  at timestamp(3) with time zone not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  "lastError" text,
  "sentAt" timestamp(3) with time zone,
  "startedAt" timestamp(3) with time zone,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  "groupKey" text,
  "carrierKey" text,
  "forRepId" text,
  round integer not null default 0,
  "refusedAt" timestamp(3) with time zone,
  "meetingAt" timestamp(3) with time zone,
  constraint mails_pkey PRIMARY KEY (key),
  constraint mails_role_words CHECK ((role = ANY (ARRAY['contact'::text, 'developer'::text, 'director'::text, 'manager'::text, 'owner'::text, 'receivables'::text, 'rep'::text, 'seller'::text]))),
  constraint mails_state_words CHECK ((state = ANY (ARRAY['refused'::text, 'sent'::text, 'waiting'::text])))
);
CREATE INDEX "mails_groupKey_idx" ON public.mails USING btree ("groupKey");
CREATE INDEX "mails_lifecycleId_seq_idx" ON public.mails USING btree ("lifecycleId", seq);
CREATE INDEX "mails_startedAt_createdAt_idx" ON public.mails USING btree ("startedAt", "createdAt");
CREATE INDEX mails_log ON public.mails USING btree ("createdAt", key);
CREATE INDEX mails_recipient ON public.mails USING btree ("recipientId", "createdAt", key);
CREATE INDEX mails_unsent ON public.mails USING btree (state, "createdAt", key) WHERE (state <> 'sent'::text);

create table mails_in (
  id text not null,
  "receivedAt" timestamp(3) with time zone not null default now(),
  state text not null default 'received'::text,
  "senderHash" text,
  "repId" text,
  "contactId" text,
  "linkId" text,
  "lifecycleId" text,
  item text,
  words text,
  constraint mails_in_pkey PRIMARY KEY (id),
  constraint "mails_in_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES contacts(id) ON DELETE SET NULL,
  constraint "mails_in_lifecycleId_fkey" FOREIGN KEY ("lifecycleId") REFERENCES lifecycles(id),
  constraint "mails_in_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES links(id) ON DELETE SET NULL,
  constraint "mails_in_repId_fkey" FOREIGN KEY ("repId") REFERENCES reps(id),
  constraint mails_in_state_words CHECK ((state = ANY (ARRAY['received'::text, 'recorded'::text, 'unclear'::text, 'empty'::text, 'closed'::text, 'logged'::text, 'nobody-known'::text, 'away'::text, 'left'::text, 'wrote'::text, 'not-proved'::text, 'unknown-sender'::text, 'unknown-address'::text, 'not-theirs'::text, 'too-old'::text, 'too-many'::text, 'unreadable'::text, 'no-id'::text, 'automatic'::text, 'list'::text, 'bounce'::text, 'ours'::text])))
);
CREATE INDEX "mails_in_contactId_idx" ON public.mails_in USING btree ("contactId");
CREATE INDEX mails_in_received ON public.mails_in USING btree ("receivedAt");
CREATE INDEX mails_in_sender ON public.mails_in USING btree ("senderHash", "receivedAt");
CREATE INDEX mails_in_unclear ON public.mails_in USING btree ("lifecycleId", item) WHERE (state = 'unclear'::text);

create table notes (
  id text not null,
  "lifecycleId" text not null,
  by text,
  words text not null,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint notes_pkey PRIMARY KEY (id)
);
CREATE INDEX "notes_lifecycleId_idx" ON public.notes USING btree ("lifecycleId");

create table outlooks (
  "lifecycleId" text not null,
  probability integer not null,
  outlook text not null,
  currency text not null,
  "repId" text not null,
  "groupId" text not null,
  "repCall" text,
  "managerCall" text,
  day date not null,
  worth bigint not null,
  "renewsOn" date not null,
  constraint outlooks_pkey PRIMARY KEY ("lifecycleId", day),
  constraint "outlooks_lifecycleId_fkey" FOREIGN KEY ("lifecycleId") REFERENCES lifecycles(id),
  constraint "outlooks_managerCall_words" CHECK (("managerCall" = ANY (ARRAY['at-risk'::text, 'likely'::text, 'lost'::text]))),
  constraint outlooks_outlook_words CHECK ((outlook = ANY (ARRAY['at-risk'::text, 'likely'::text, 'unknown'::text]))),
  constraint "outlooks_repCall_words" CHECK (("repCall" = ANY (ARRAY['at-risk'::text, 'likely'::text, 'lost'::text]))),
  constraint outlooks_worth_counted CHECK ((worth >= 0))
);

create table policies (
  id text not null,
  version integer not null,
  rules jsonb not null,
  "createdAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint policies_pkey PRIMARY KEY (id, version)
);

create table products (
  code text not null,
  name text not null,
  type text,
  onboarding jsonb not null,
  constraint products_pkey PRIMARY KEY (code)
);

create table reached (
  "clientId" text not null,
  cause text not null,
  "contactId" text not null,
  "whoHash" text,
  days text[] not null,
  at timestamp(3) with time zone not null,
  constraint reached_pkey PRIMARY KEY (cause, "clientId", "contactId"),
  constraint reached_days_form CHECK ((array_to_string(days, ','::text) ~ '^(\d{4}-\d{2}-\d{2}(,\d{4}-\d{2}-\d{2})*)?$'::text))
);
CREATE INDEX reached_clients ON public.reached USING btree ("clientId", at);
CREATE UNIQUE INDEX reached_who ON public.reached USING btree (cause, "whoHash");

create table readings (
  "lifecycleId" text not null,
  "eventId" text not null,
  kind text not null,
  value double precision not null,
  at timestamp(3) with time zone,
  "receivedAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint readings_pkey PRIMARY KEY ("lifecycleId", "eventId")
);

create table refused_addresses (
  "recipientId" text not null,
  address text not null,
  delivery text not null,
  "refusedAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  constraint refused_addresses_pkey PRIMARY KEY ("recipientId")
);

create table renewal_calls (
  id text not null,
  "lifecycleId" text not null,
  voice text not null,
  call text not null,
  currency text,
  "noteId" text,
  "saidBy" text not null,
  at timestamp(3) with time zone not null,
  "createdAt" timestamp(3) with time zone not null default now(),
  amount bigint,
  constraint renewal_calls_pkey PRIMARY KEY (id),
  constraint "renewal_calls_lifecycleId_fkey" FOREIGN KEY ("lifecycleId") REFERENCES lifecycles(id),
  constraint renewal_calls_amount_counted CHECK ((amount >= 0)),
  constraint renewal_calls_call_words CHECK ((call = ANY (ARRAY['at-risk'::text, 'likely'::text, 'lost'::text]))),
  constraint renewal_calls_voice_words CHECK ((voice = ANY (ARRAY['manager'::text, 'rep'::text])))
);
CREATE INDEX renewal_calls_last ON public.renewal_calls USING btree ("lifecycleId", voice, "createdAt");

create table reply_addresses (
  "tokenHash" text not null,
  "linkId" text not null,
  "createdAt" timestamp(3) with time zone not null default now(),
  constraint reply_addresses_pkey PRIMARY KEY ("tokenHash"),
  constraint "reply_addresses_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES links(id) ON DELETE CASCADE
);
CREATE INDEX "reply_addresses_linkId_idx" ON public.reply_addresses USING btree ("linkId");

create table reps (
  id text not null,
  name text not null,
  email text not null,
  "timeZone" text,
  country text,
  profile text,
  "workingHours" jsonb,
  capacity integer,
  absences jsonb not null default '[]'::jsonb,
  "deputyId" text,
  mails text not null default 'single'::text,
  "workgroupId" text,
  "leftAt" timestamp(3) with time zone,
  "morningsAt" timestamp(3) with time zone,
  region text,
  language text,
  phone text,
  constraint reps_pkey PRIMARY KEY (id),
  constraint reps_language_words CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
  constraint reps_mails_words CHECK ((mails = ANY (ARRAY['brief'::text, 'single'::text]))),
  constraint reps_profile_words CHECK ((profile = ANY (ARRAY['few-key'::text, 'many-small'::text])))
);
CREATE INDEX "reps_workgroupId_idx" ON public.reps USING btree ("workgroupId");

create table sellers (
  id text not null,
  name text,
  email text,
  "leftAt" timestamp(3) with time zone,
  "hereSince" timestamp(3) with time zone,
  constraint sellers_pkey PRIMARY KEY (id)
);

create table sessions (
  id text not null,
  "tokenHash" text not null,
  "repId" text,
  "sellerId" text,
  "createdAt" timestamp(3) with time zone not null default now(),
  "seenAt" timestamp(3) with time zone not null default now(),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint "sessions_repId_fkey" FOREIGN KEY ("repId") REFERENCES reps(id),
  constraint "sessions_sellerId_fkey" FOREIGN KEY ("sellerId") REFERENCES sellers(id),
  constraint sessions_person CHECK ((("repId" IS NULL) <> ("sellerId" IS NULL)))
);
CREATE INDEX sessions_rep ON public.sessions USING btree ("repId");
CREATE INDEX sessions_seen ON public.sessions USING btree ("seenAt");
CREATE INDEX sessions_seller ON public.sessions USING btree ("sellerId");
CREATE UNIQUE INDEX sessions_token ON public.sessions USING btree ("tokenHash");

create table settings (
  name text not null,
  value jsonb not null,
  constraint settings_pkey PRIMARY KEY (name)
);

create table shared_items (
  "lifecycleId" text not null,
  "itemId" text not null,
  "clientId" text not null,
  "shareKey" text not null,
  "holderLifecycleId" text,
  "holderItemId" text,
  closed boolean not null default false,
  outcome text,
  day date not null,
  constraint shared_items_pkey PRIMARY KEY ("lifecycleId", "itemId")
);
CREATE INDEX "shared_items_clientId_shareKey_idx" ON public.shared_items USING btree ("clientId", "shareKey");
CREATE INDEX "shared_items_holderLifecycleId_holderItemId_idx" ON public.shared_items USING btree ("holderLifecycleId", "holderItemId");

create table sign_ins (
  id text not null,
  "browserHash" text not null,
  "linkHash" text not null,
  "codeHash" text not null,
  "addressHash" text not null,
  "repId" text,
  "sellerId" text,
  "leadsTo" text not null,
  tries integer not null default 0,
  "createdAt" timestamp(3) with time zone not null default now(),
  "usedAt" timestamp(3) with time zone,
  constraint sign_ins_pkey PRIMARY KEY (id),
  constraint "sign_ins_repId_fkey" FOREIGN KEY ("repId") REFERENCES reps(id),
  constraint "sign_ins_sellerId_fkey" FOREIGN KEY ("sellerId") REFERENCES sellers(id),
  constraint sign_ins_person CHECK ((("repId" IS NULL) OR ("sellerId" IS NULL)))
);
CREATE INDEX sign_ins_address ON public.sign_ins USING btree ("addressHash", "createdAt");
CREATE INDEX sign_ins_age ON public.sign_ins USING btree ("createdAt");
CREATE UNIQUE INDEX sign_ins_browser ON public.sign_ins USING btree ("browserHash");
CREATE UNIQUE INDEX sign_ins_link ON public.sign_ins USING btree ("linkHash");
CREATE INDEX sign_ins_rep ON public.sign_ins USING btree ("repId");
CREATE INDEX sign_ins_seller ON public.sign_ins USING btree ("sellerId");

create table signal_kinds (
  code text not null,
  name text not null,
  unit text,
  better text not null,
  "warnAt" double precision not null,
  "alarmAt" double precision not null,
  "removedAt" timestamp(3) with time zone,
  constraint signal_kinds_pkey PRIMARY KEY (code),
  constraint signal_kinds_better_check CHECK ((better = ANY (ARRAY['higher'::text, 'lower'::text]))),
  constraint signal_kinds_check CHECK ((((better = 'higher'::text) AND ("alarmAt" < "warnAt")) OR ((better = 'lower'::text) AND ("alarmAt" > "warnAt"))))
);

create table source_clients (
  "sourceId" text not null,
  "externalId" text not null,
  "clientId" text not null,
  constraint source_clients_pkey PRIMARY KEY ("sourceId", "externalId"),
  constraint "source_clients_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES clients(id),
  constraint "source_clients_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES sources(id) ON DELETE CASCADE
);
CREATE INDEX source_clients_client ON public.source_clients USING btree ("clientId");

create table source_events (
  "sourceId" text not null,
  "eventId" text not null,
  at timestamp(3) with time zone not null,
  kind text not null,
  "externalId" text,
  data jsonb not null,
  state text not null default 'received'::text,
  reason text,
  "lifecycleId" text,
  "receivedAt" timestamp(3) with time zone not null default now(),
  constraint source_events_pkey PRIMARY KEY ("sourceId", "eventId"),
  constraint "source_events_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES sources(id) ON DELETE CASCADE,
  constraint source_events_kind_words CHECK ((kind = ANY (ARRAY['invoice-overdue'::text, 'invoice-paid'::text, 'invoice-part-paid'::text, 'invoice-remains'::text, 'ticket'::text]))),
  constraint source_events_state_words CHECK ((state = ANY (ARRAY['ignored'::text, 'received'::text, 'told'::text, 'unmapped'::text])))
);
CREATE INDEX source_events_about ON public.source_events USING btree ("sourceId", "externalId") WHERE (state = 'unmapped'::text);
CREATE INDEX source_events_alias ON public.source_events USING btree ("sourceId", ((data #>> '{alias}'::text[]))) WHERE ((data #>> '{alias}'::text[]) IS NOT NULL);
CREATE INDEX source_events_invoice ON public.source_events USING btree ("sourceId", kind, ((data #>> '{invoice}'::text[])));
CREATE INDEX source_events_log ON public.source_events USING btree ("sourceId", "receivedAt", "eventId");
CREATE INDEX source_events_lost ON public.source_events USING btree ("sourceId", "receivedAt") WHERE ((state = 'ignored'::text) AND (reason = ANY (ARRAY['nobody-named'::text, 'no-running-lifecycle'::text])));
CREATE INDEX source_events_unmapped ON public.source_events USING btree ("sourceId", "externalId", "receivedAt") WHERE (state = 'unmapped'::text);

create table source_tickets (
  "sourceId" text not null,
  "ticketId" text not null,
  "externalId" text,
  open boolean not null,
  at timestamp(3) with time zone not null,
  constraint source_tickets_pkey PRIMARY KEY ("sourceId", "ticketId"),
  constraint "source_tickets_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES sources(id) ON DELETE CASCADE
);
CREATE INDEX source_tickets_open ON public.source_tickets USING btree ("sourceId", "externalId") WHERE open;

create table sources (
  id text not null,
  format text not null,
  secret text not null,
  "createdAt" timestamp(3) with time zone not null default now(),
  "setUpBy" text,
  "setUpByKey" text,
  "testEvents" boolean not null default false,
  constraint sources_pkey PRIMARY KEY (id),
  constraint sources_format_words CHECK ((format = ANY (ARRAY['stripe'::text, 'zendesk'::text])))
);

create table sweep_tries (
  kind text not null,
  id text not null,
  "lifecycleId" text,
  tries integer not null default 0,
  "triedAt" timestamp(3) with time zone,
  "nextAt" timestamp(3) with time zone not null,
  constraint sweep_tries_pkey PRIMARY KEY (kind, id)
);
CREATE INDEX "sweep_tries_lifecycleId_idx" ON public.sweep_tries USING btree ("lifecycleId");
CREATE INDEX "sweep_tries_nextAt_idx" ON public.sweep_tries USING btree ("nextAt");

create table targets (
  id text not null,
  figure text not null,
  product text,
  currency text,
  target double precision not null,
  threshold double precision not null,
  state text not null default 'unknown'::text,
  value double precision,
  "checkedAt" timestamp(3) with time zone,
  constraint targets_pkey PRIMARY KEY (id),
  constraint targets_figure_words CHECK ((figure = ANY (ARRAY['grr'::text, 'logo-retention'::text, 'net-growth'::text, 'nrr'::text, 'oversold-rate'::text, 'renewal-rate'::text, 'time-to-value'::text]))),
  constraint targets_state_words CHECK ((state = ANY (ARRAY['below-target'::text, 'critical'::text, 'met'::text, 'unknown'::text])))
);

create table term_turns (
  "lifecycleId" text not null,
  seq integer not null,
  at timestamp(3) with time zone not null,
  kind text not null,
  why text,
  "on" date,
  until date,
  constraint term_turns_pkey PRIMARY KEY ("lifecycleId", seq),
  constraint "term_turns_lifecycleId_fkey" FOREIGN KEY ("lifecycleId") REFERENCES lifecycles(id),
  constraint term_turns_kind_words CHECK ((kind = ANY (ARRAY['ended-on'::text, 'first-step-done'::text, 'first-step-undone'::text, 'notice-given'::text, 'notice-withdrawn'::text, 'term-prolonged'::text])))
);
CREATE INDEX term_turns_days ON public.term_turns USING btree (kind, "on");
CREATE INDEX term_turns_untils ON public.term_turns USING btree (kind, until);

create table term_values (
  "lifecycleId" text not null,
  seq integer not null,
  at timestamp(3) with time zone not null,
  amount double precision not null,
  agreed boolean not null default false,
  "effectiveOn" date,
  "amountMinor" bigint not null,
  constraint term_values_pkey PRIMARY KEY ("lifecycleId", seq),
  constraint "term_values_lifecycleId_fkey" FOREIGN KEY ("lifecycleId") REFERENCES lifecycles(id),
  constraint term_values_amount_counted CHECK (("amountMinor" >= 0))
);

create table terms (
  "lifecycleId" text not null,
  line text not null,
  "clientId" text not null,
  "productCode" text not null,
  "sellerId" text,
  term integer not null,
  "startsOn" text not null,
  "renewsOn" text not null,
  amount double precision not null,
  currency text not null,
  began timestamp(3) with time zone not null,
  imported boolean not null default false,
  "onboardedAt" timestamp(3) with time zone,
  "endedAt" timestamp(3) with time zone,
  ending text,
  reason text,
  "flaggedAt" timestamp(3) with time zone,
  "startDay" date not null,
  "endDay" date not null,
  "amountMinor" bigint not null,
  constraint terms_pkey PRIMARY KEY ("lifecycleId"),
  constraint "terms_lifecycleId_fkey" FOREIGN KEY ("lifecycleId") REFERENCES lifecycles(id),
  constraint terms_amount_counted CHECK (("amountMinor" >= 0)),
  constraint terms_ending_words CHECK ((ending = ANY (ARRAY['churned'::text, 'ineligible'::text, 'renewed'::text])))
);
CREATE INDEX terms_book ON public.terms USING btree ("clientId", line, term) INCLUDE ("lifecycleId", "productCode", "sellerId", "startDay", "endDay", "amountMinor", currency, began, imported, "onboardedAt", "endedAt", ending, reason, "flaggedAt");
CREATE INDEX terms_endings ON public.terms USING btree ("endedAt") WHERE ("endedAt" IS NOT NULL);
CREATE INDEX terms_line ON public.terms USING btree (line);
CREATE INDEX terms_onboardings ON public.terms USING btree ("onboardedAt") WHERE ("onboardedAt" IS NOT NULL);
CREATE INDEX terms_products ON public.terms USING btree ("productCode", "clientId", line, term) INCLUDE ("lifecycleId", "sellerId", "startDay", "endDay", "amountMinor", currency, began, imported, "onboardedAt", "endedAt", ending, reason, "flaggedAt");
CREATE INDEX terms_renewals ON public.terms USING btree ("endDay");

create table waiting_facts (
  "lifecycleId" text not null,
  id text not null,
  name text not null,
  data jsonb not null,
  by text,
  "noteId" text,
  via text,
  "acceptedAt" timestamp(3) with time zone,
  "keptAt" timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  "triedAt" timestamp(3) with time zone,
  constraint waiting_facts_pkey PRIMARY KEY ("lifecycleId", id)
);
CREATE INDEX "waiting_facts_triedAt_idx" ON public.waiting_facts USING btree ("triedAt");

create table webhook_messages (
  key text not null,
  "webhookId" text not null,
  type text not null,
  "lifecycleId" text,
  at timestamp(3) with time zone not null,
  data jsonb not null,
  state text not null default 'waiting'::text,
  round integer not null default 0,
  attempts integer not null default 0,
  "lastStatus" integer,
  "lastError" text,
  "createdAt" timestamp(3) with time zone not null default now(),
  "startedAt" timestamp(3) with time zone,
  "deliveredAt" timestamp(3) with time zone,
  constraint webhook_messages_pkey PRIMARY KEY (key),
  constraint "webhook_messages_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES webhooks(id) ON DELETE CASCADE,
  constraint webhook_messages_state_words CHECK ((state = ANY (ARRAY['delivered'::text, 'failed'::text, 'waiting'::text])))
);
CREATE INDEX webhook_messages_log ON public.webhook_messages USING btree ("webhookId", "createdAt", key);
CREATE INDEX webhook_messages_waiting ON public.webhook_messages USING btree ("createdAt") WHERE ("startedAt" IS NULL);

create table webhooks (
  id text not null,
  url text not null,
  types text[] not null,
  secrets jsonb not null,
  active boolean not null default true,
  "createdAt" timestamp(3) with time zone not null default now(),
  "setUpBy" text,
  "setUpByKey" text,
  failures integer not null default 0,
  "failingSince" timestamp(3) with time zone,
  "lastFailure" text,
  "triedAt" timestamp(3) with time zone,
  "closedAt" timestamp(3) with time zone,
  constraint webhooks_pkey PRIMARY KEY (id)
);

create table workgroups (
  id text not null,
  name text not null,
  "receivablesManagerId" text not null,
  "businessDeveloperId" text not null,
  brand jsonb not null default '{}'::jsonb,
  constraint workgroups_pkey PRIMARY KEY (id)
);
