-- What columns may hold: words of the domain's lists, amounts that are not negative, days in their form. Of the rows that are
-- there each check hears in a step of its own, while they are read and written.

-- step
alter table buckets
  add constraint buckets_bucket_words check (bucket in ('', 'alarm', 'few', 'fine', 'flood', 'full', 'good', 'low', 'many', 'none', 'several', 'silent', 'some', 'warn')) not valid,
  add constraint buckets_told_words check (told in ('alarm', 'few', 'fine', 'flood', 'full', 'good', 'low', 'many', 'none', 'several', 'silent', 'some', 'warn')) not valid;
-- step
alter table buckets validate constraint buckets_bucket_words, validate constraint buckets_told_words;

-- step
alter table connection_troubles
  add constraint connection_troubles_kind_words check (kind in ('feed', 'source', 'webhook')) not valid;
-- step
alter table connection_troubles validate constraint connection_troubles_kind_words;

-- step
alter table contacts
  add constraint contacts_channel_words check (channel in ('call', 'email', 'letter', 'visit')) not valid,
  add constraint contacts_language_words check (language in ('de', 'en', 'es', 'fr', 'it')) not valid,
  add constraint contacts_level_words check (level in ('executive', 'manager', 'user')) not valid,
  add constraint contacts_birthday_form check (birthday ~ '^(\d{4}-|--)?\d{2}-\d{2}$') not valid;
-- step
alter table contacts validate constraint contacts_channel_words, validate constraint contacts_language_words, validate constraint contacts_level_words, validate constraint contacts_birthday_form;

-- step
alter table decisions
  add constraint decisions_state_words check (state in ('asked', 'refused', 'stands')) not valid;
-- step
alter table decisions validate constraint decisions_state_words;

-- step
alter table groups
  add constraint groups_stage_words check (stage in ('onboarding', 'retention')) not valid;
-- step
alter table groups validate constraint groups_stage_words;

-- step
alter table job_rows
  add constraint job_rows_state_words check (state in ('done', 'failed', 'skipped', 'waiting')) not valid;
-- step
alter table job_rows validate constraint job_rows_state_words;

-- step
alter table jobs
  add constraint jobs_kind_words check (kind in ('calloff', 'campaign', 'handover', 'import', 'move', 'rollout')) not valid,
  add constraint jobs_state_words check (state in ('cancelled', 'done', 'previewed', 'previewing', 'working')) not valid;
-- step
alter table jobs validate constraint jobs_kind_words, validate constraint jobs_state_words;

-- step
alter table keys
  add constraint keys_role_words check (role in ('admin', 'ops', 'rep', 'sales', 'telemetry')) not valid;
-- step
alter table keys validate constraint keys_role_words;

-- step
alter table lifecycles
  add constraint lifecycles_band_words check (band in ('amber', 'green', 'red', 'unknown')) not valid,
  add constraint lifecycles_outlook_words check (outlook in ('at-risk', 'likely', 'unknown')) not valid,
  add constraint lifecycles_stage_words check (stage in ('churned', 'ineligible', 'onboarding', 'renewed', 'retention')) not valid,
  add constraint lifecycles_worth_counted check (worth >= 0) not valid;
-- step
alter table lifecycles validate constraint lifecycles_band_words, validate constraint lifecycles_outlook_words, validate constraint lifecycles_stage_words, validate constraint lifecycles_worth_counted;

-- step
alter table links
  add constraint links_purpose_words check (purpose in ('escalation', 'invitation', 'item', 'onboarding', 'opportunity', 'oversold', 'oversold-proposal', 'receivable', 'renewal', 'satisfaction')) not valid;
-- step
alter table links validate constraint links_purpose_words;

-- step
alter table mails
  add constraint mails_role_words check (role in ('contact', 'developer', 'director', 'manager', 'owner', 'receivables', 'rep', 'seller')) not valid,
  add constraint mails_state_words check (state in ('refused', 'sent', 'waiting')) not valid;
-- step
alter table mails validate constraint mails_role_words, validate constraint mails_state_words;

-- step
alter table outlooks
  add constraint "outlooks_managerCall_words" check ("managerCall" in ('at-risk', 'likely', 'lost')) not valid,
  add constraint outlooks_outlook_words check (outlook in ('at-risk', 'likely', 'unknown')) not valid,
  add constraint "outlooks_repCall_words" check ("repCall" in ('at-risk', 'likely', 'lost')) not valid,
  add constraint outlooks_worth_counted check (worth >= 0) not valid;
-- step
alter table outlooks validate constraint "outlooks_managerCall_words", validate constraint outlooks_outlook_words, validate constraint "outlooks_repCall_words", validate constraint outlooks_worth_counted;

-- step
alter table reached
  add constraint reached_days_form check (array_to_string(days, ',') ~ '^(\d{4}-\d{2}-\d{2}(,\d{4}-\d{2}-\d{2})*)?$') not valid;
-- step
alter table reached validate constraint reached_days_form;

-- step
alter table renewal_calls
  add constraint renewal_calls_call_words check (call in ('at-risk', 'likely', 'lost')) not valid,
  add constraint renewal_calls_voice_words check (voice in ('manager', 'rep')) not valid,
  add constraint renewal_calls_amount_counted check (amount >= 0) not valid;
-- step
alter table renewal_calls validate constraint renewal_calls_call_words, validate constraint renewal_calls_voice_words, validate constraint renewal_calls_amount_counted;

-- step
alter table reps
  add constraint reps_mails_words check (mails in ('brief', 'single')) not valid,
  add constraint reps_profile_words check (profile in ('few-key', 'many-small')) not valid;
-- step
alter table reps validate constraint reps_mails_words, validate constraint reps_profile_words;

-- step
alter table source_events
  add constraint source_events_kind_words check (kind in ('invoice-overdue', 'invoice-paid', 'invoice-part-paid', 'invoice-remains', 'ticket')) not valid,
  add constraint source_events_state_words check (state in ('ignored', 'received', 'told', 'unmapped')) not valid;
-- step
alter table source_events validate constraint source_events_kind_words, validate constraint source_events_state_words;

-- step
alter table sources
  add constraint sources_format_words check (format in ('stripe', 'zendesk')) not valid;
-- step
alter table sources validate constraint sources_format_words;

-- step
alter table targets
  add constraint targets_figure_words check (figure in ('grr', 'logo-retention', 'net-growth', 'nrr', 'oversold-rate', 'renewal-rate', 'time-to-value')) not valid,
  add constraint targets_state_words check (state in ('below-target', 'critical', 'met', 'unknown')) not valid;
-- step
alter table targets validate constraint targets_figure_words, validate constraint targets_state_words;

-- step
alter table term_turns
  add constraint term_turns_kind_words check (kind in ('ended-on', 'first-step-done', 'first-step-undone', 'notice-given', 'notice-withdrawn', 'term-prolonged')) not valid;
-- step
alter table term_turns validate constraint term_turns_kind_words;

-- step
alter table term_values
  add constraint term_values_amount_counted check ("amountMinor" >= 0) not valid;
-- step
alter table term_values validate constraint term_values_amount_counted;

-- step
alter table terms
  add constraint terms_ending_words check (ending in ('churned', 'ineligible', 'renewed')) not valid,
  add constraint terms_amount_counted check ("amountMinor" >= 0) not valid;
-- step
alter table terms validate constraint terms_ending_words, validate constraint terms_amount_counted;

-- step
alter table webhook_messages
  add constraint webhook_messages_state_words check (state in ('delivered', 'failed', 'waiting')) not valid;
-- step
alter table webhook_messages validate constraint webhook_messages_state_words;
