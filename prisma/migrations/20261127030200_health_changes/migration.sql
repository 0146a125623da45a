-- Where a line stood at a moment is found without its other events.
create index ledger_health on ledger ("lifecycleId", at, seq) where kind = 'health-changed';
