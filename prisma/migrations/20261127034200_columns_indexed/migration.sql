-- What is found by the columns that are exchanged, built while everybody works.

-- step alone
create index concurrently lifecycles_renewals_typed on lifecycles ("renewsOnTyped", id);

-- step alone
create unique index concurrently outlooks_typed_pkey on outlooks ("lifecycleId", "dayTyped");

-- step alone
create index concurrently term_turns_days_typed on term_turns (kind, "onTyped");

-- step alone
create index concurrently term_turns_untils_typed on term_turns (kind, "untilTyped");

-- step alone
create index concurrently terms_renewals_typed on terms ("endDay");

-- step alone
create index concurrently terms_book_typed on terms ("clientId", line, term) include ("lifecycleId", "productCode", "sellerId",
  "startDay", "endDay", "amountMinor", currency, began, imported, "onboardedAt", "endedAt", ending, reason, "flaggedAt");

-- step alone
create index concurrently terms_products_typed on terms ("productCode", "clientId", line, term) include ("lifecycleId",
  "sellerId", "startDay", "endDay", "amountMinor", currency, began, imported, "onboardedAt", "endedAt", ending, reason, "flaggedAt");

-- What may not be empty: looked through here, so that the exchange need not.

-- step
alter table lifecycles add constraint lifecycles_typed check ("renewsOnTyped" is not null and "worthTyped" is not null) not valid;
-- step
alter table lifecycles validate constraint lifecycles_typed;
-- step
alter table outlooks add constraint outlooks_typed
  check ("dayTyped" is not null and "worthTyped" is not null and "renewsOnTyped" is not null) not valid;
-- step
alter table outlooks validate constraint outlooks_typed;
-- step
alter table shared_items add constraint shared_items_typed check ("dayTyped" is not null) not valid;
-- step
alter table shared_items validate constraint shared_items_typed;
-- step
alter table amendments add constraint amendments_typed check ("effectiveOnTyped" is not null) not valid;
-- step
alter table amendments validate constraint amendments_typed;
-- step
alter table terms add constraint terms_typed
  check ("startDay" is not null and "endDay" is not null and "amountMinor" is not null) not valid;
-- step
alter table terms validate constraint terms_typed;
-- step
alter table term_values add constraint term_values_typed check ("amountMinor" is not null) not valid;
-- step
alter table term_values validate constraint term_values_typed;
