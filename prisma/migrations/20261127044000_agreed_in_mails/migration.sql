-- A link of a new kind: it ticks off what was agreed at a review.

-- step
alter table links add constraint links_purpose_known check (purpose in ('agreed', 'escalation', 'invitation', 'item', 'onboarding', 'opportunity', 'oversold', 'oversold-proposal', 'receivable', 'renewal', 'satisfaction', 'way-out')) not valid;
-- step
alter table links validate constraint links_purpose_known;
-- step
alter table links drop constraint links_purpose_words;
-- step
alter table links rename constraint links_purpose_known to links_purpose_words;
