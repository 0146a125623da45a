-- What was there before the triggers gets its typed columns, in batches.

-- step alone
call in_batches('lifecycles', '"renewsOnTyped" = "renewsOn"::date, "worthTyped" = round(worth)::bigint',
  '"renewsOnTyped" is null or "worthTyped" is null');

-- step alone
call in_batches('outlooks', '"dayTyped" = day::date, "worthTyped" = round(worth)::bigint, "renewsOnTyped" = "renewsOn"::date',
  '"dayTyped" is null or "worthTyped" is null or "renewsOnTyped" is null');

-- step alone
call in_batches('renewal_calls', '"amountTyped" = round(amount)::bigint', 'amount is not null and "amountTyped" is null');

-- step alone
call in_batches('shared_items', '"dayTyped" = day::date', '"dayTyped" is null');

-- step alone
call in_batches('amendments', '"effectiveOnTyped" = "effectiveOn"::date', '"effectiveOnTyped" is null');

-- step alone
call in_batches('term_turns', '"onTyped" = "on"::date, "untilTyped" = until::date',
  '("on" is not null and "onTyped" is null) or (until is not null and "untilTyped" is null)');

-- step alone
call in_batches('terms', '"startDay" = "startsOn"::date, "endDay" = "renewsOn"::date, "amountMinor" = round(amount)::bigint',
  '"startDay" is null or "endDay" is null or "amountMinor" is null');

-- step alone
call in_batches('term_values', '"effectiveOnTyped" = "effectiveOn"::date, "amountMinor" = round(amount)::bigint',
  '"amountMinor" is null or ("effectiveOn" is not null and "effectiveOnTyped" is null)');
