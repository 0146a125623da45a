-- Where a life's clock stood when it was recorded last: a message acts when it was accepted, unless the clock was skipped.
ALTER TABLE "lifecycles" ADD COLUMN "lastAt" TIMESTAMPTZ(3);
ALTER TABLE "lifecycles" ADD COLUMN "recordedAt" TIMESTAMPTZ(3);
-- When a job began to work: what it asks of lifecycles counts from then on.
ALTER TABLE "jobs" ADD COLUMN "workingSince" TIMESTAMPTZ(3);
-- Facts that were accepted for a lifecycle whose workflow did not run.
CREATE TABLE "waiting_facts" (
    "lifecycleId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "by" TEXT,
    "noteId" TEXT,
    "via" TEXT,
    "acceptedAt" TIMESTAMPTZ(3),
    "keptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "triedAt" TIMESTAMPTZ(3),

    CONSTRAINT "waiting_facts_pkey" PRIMARY KEY ("lifecycleId", "id")
);
CREATE INDEX "waiting_facts_triedAt_idx" ON "waiting_facts"("triedAt");
-- The ledger is only added to: other events under numbers that are recorded fail the transaction that brings them.
CREATE FUNCTION overtaken() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'something else is recorded under these numbers' USING ERRCODE = 'HF001';
END
$$;
