-- Figures of one product read the book as figures of all do: client by client, from an index that has all they need.
create index terms_products on terms ("productCode", "clientId", line, term) include
  ("lifecycleId", "sellerId", "startsOn", "renewsOn", amount, currency, began, imported, "onboardedAt", "endedAt", ending, reason, "flaggedAt");
