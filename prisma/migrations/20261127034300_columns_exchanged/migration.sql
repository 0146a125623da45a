-- The typed columns take the places of those beside which they stood: each step changes the catalog, and no row.

-- step
drop trigger lifecycles_typed on lifecycles;
drop function lifecycles_typed();
alter table lifecycles alter column "renewsOnTyped" set not null, alter column "worthTyped" set not null,
  alter column "worthTyped" set default 0;
alter table lifecycles drop constraint lifecycles_typed, drop column "renewsOn", drop column worth;
alter table lifecycles rename column "renewsOnTyped" to "renewsOn";
alter table lifecycles rename column "worthTyped" to worth;
alter index lifecycles_renewals_typed rename to lifecycles_renewals;

-- step
drop trigger outlooks_typed on outlooks;
drop function outlooks_typed();
alter table outlooks alter column "dayTyped" set not null, alter column "worthTyped" set not null,
  alter column "renewsOnTyped" set not null;
alter table outlooks drop constraint outlooks_typed, drop constraint outlooks_pkey;
alter table outlooks drop column day, drop column worth, drop column "renewsOn";
alter table outlooks rename column "dayTyped" to day;
alter table outlooks rename column "worthTyped" to worth;
alter table outlooks rename column "renewsOnTyped" to "renewsOn";
alter table outlooks add constraint outlooks_pkey primary key using index outlooks_typed_pkey;

-- step
drop trigger renewal_calls_typed on renewal_calls;
drop function renewal_calls_typed();
alter table renewal_calls drop column amount;
alter table renewal_calls rename column "amountTyped" to amount;

-- step
drop trigger shared_items_typed on shared_items;
drop function shared_items_typed();
alter table shared_items alter column "dayTyped" set not null;
alter table shared_items drop constraint shared_items_typed, drop column day;
alter table shared_items rename column "dayTyped" to day;

-- step
drop trigger amendments_typed on amendments;
drop function amendments_typed();
alter table amendments alter column "effectiveOnTyped" set not null;
alter table amendments drop constraint amendments_typed, drop column "effectiveOn";
alter table amendments rename column "effectiveOnTyped" to "effectiveOn";

-- step
drop trigger term_turns_typed on term_turns;
drop function term_turns_typed();
alter table term_turns drop column "on", drop column until;
alter table term_turns rename column "onTyped" to "on";
alter table term_turns rename column "untilTyped" to until;
alter index term_turns_days_typed rename to term_turns_days;
alter index term_turns_untils_typed rename to term_turns_untils;

-- step
alter table terms alter column "startDay" set not null, alter column "endDay" set not null,
  alter column "amountMinor" set not null;
alter table terms drop constraint terms_typed;
drop index terms_renewals, terms_book, terms_products;
alter index terms_renewals_typed rename to terms_renewals;
alter index terms_book_typed rename to terms_book;
alter index terms_products_typed rename to terms_products;

-- step
drop trigger term_values_typed on term_values;
drop function term_values_typed();
alter table term_values alter column "amountMinor" set not null;
alter table term_values drop constraint term_values_typed, drop column "effectiveOn";
alter table term_values rename column "effectiveOnTyped" to "effectiveOn";
