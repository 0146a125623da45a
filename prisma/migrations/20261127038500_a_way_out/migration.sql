-- A link of a new kind: whoever follows it is left alone.

-- step
alter table links add constraint links_purpose_known check (purpose in ('escalation', 'invitation', 'item', 'onboarding', 'opportunity', 'oversold', 'oversold-proposal', 'receivable', 'renewal', 'satisfaction', 'way-out')) not valid;
-- step
alter table links validate constraint links_purpose_known;
-- step
alter table links drop constraint links_purpose_words;
-- step
alter table links rename constraint links_purpose_known to links_purpose_words;
