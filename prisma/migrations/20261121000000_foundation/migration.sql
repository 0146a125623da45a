-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "deals" (
    "id" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clients" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "industry" TEXT,
    "country" TEXT,
    "timeZone" TEXT NOT NULL,

    CONSTRAINT "clients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "id" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "givenId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "level" TEXT,
    "role" TEXT,
    "birthday" TEXT,
    "phone" TEXT,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reps" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "timeZone" TEXT,

    CONSTRAINT "reps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "groups" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "repId" TEXT NOT NULL,
    "managerId" TEXT,
    "directorId" TEXT,
    "policyId" TEXT NOT NULL,
    "productType" TEXT,

    CONSTRAINT "groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "products" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT,
    "onboarding" JSONB NOT NULL,

    CONSTRAINT "products_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "policies" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "lifecycles" (
    "id" TEXT NOT NULL,
    "dealId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "productCode" TEXT NOT NULL,
    "term" INTEGER NOT NULL,
    "seed" JSONB NOT NULL,
    "state" JSONB,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "stage" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "repId" TEXT NOT NULL,
    "band" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "renewsOn" TEXT NOT NULL,
    "nextAt" TIMESTAMPTZ(3),
    "successorId" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lifecycles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger" (
    "lifecycleId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "cause" TEXT,
    "by" TEXT,
    "noteId" TEXT,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_pkey" PRIMARY KEY ("lifecycleId","seq")
);

-- CreateTable
CREATE TABLE "notes" (
    "id" TEXT NOT NULL,
    "lifecycleId" TEXT NOT NULL,
    "by" TEXT,
    "words" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "actuals" (
    "id" TEXT NOT NULL,
    "lifecycleId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "actuals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mails" (
    "key" TEXT NOT NULL,
    "lifecycleId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "recipientId" TEXT NOT NULL,
    "subjectId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "sentAt" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mails_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "links" (
    "id" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "mailKey" TEXT NOT NULL,
    "lifecycleId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "subjectId" TEXT,
    "recipientId" TEXT NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "receipt" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "keys" (
    "id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "repId" TEXT,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "subject" TEXT,
    "status" INTEGER NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "readings" (
    "lifecycleId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "readings_pkey" PRIMARY KEY ("lifecycleId","eventId")
);

-- CreateTable
CREATE TABLE "buckets" (
    "lifecycleId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "bucket" TEXT NOT NULL,

    CONSTRAINT "buckets_pkey" PRIMARY KEY ("lifecycleId","kind")
);

-- CreateTable
CREATE TABLE "decisions" (
    "updateId" TEXT NOT NULL,
    "lifecycleId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "by" TEXT,
    "noteId" TEXT,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "outcome" JSONB,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("updateId")
);

-- CreateTable
CREATE TABLE "idempotent_requests" (
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "lockedUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_requests_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "contacts_clientId_givenId_key" ON "contacts"("clientId", "givenId");

-- CreateIndex
CREATE INDEX "lifecycles_clientId_id_idx" ON "lifecycles"("clientId", "id");

-- CreateIndex
CREATE INDEX "lifecycles_repId_id_idx" ON "lifecycles"("repId", "id");

-- CreateIndex
CREATE INDEX "lifecycles_groupId_id_idx" ON "lifecycles"("groupId", "id");

-- CreateIndex
CREATE INDEX "lifecycles_stage_id_idx" ON "lifecycles"("stage", "id");

-- CreateIndex
CREATE INDEX "lifecycles_band_id_idx" ON "lifecycles"("band", "id");

-- CreateIndex
CREATE INDEX "lifecycles_startedAt_createdAt_idx" ON "lifecycles"("startedAt", "createdAt");

-- CreateIndex
CREATE INDEX "ledger_lifecycleId_cause_idx" ON "ledger"("lifecycleId", "cause");

-- CreateIndex
CREATE INDEX "ledger_kind_at_idx" ON "ledger"("kind", "at");

-- CreateIndex
CREATE INDEX "notes_lifecycleId_idx" ON "notes"("lifecycleId");

-- CreateIndex
CREATE INDEX "actuals_lifecycleId_idx" ON "actuals"("lifecycleId");

-- CreateIndex
CREATE INDEX "mails_startedAt_createdAt_idx" ON "mails"("startedAt", "createdAt");

-- CreateIndex
CREATE INDEX "mails_lifecycleId_seq_idx" ON "mails"("lifecycleId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "links_tokenHash_key" ON "links"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "keys_hash_key" ON "keys"("hash");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "decisions_state_askedAt_idx" ON "decisions"("state", "askedAt");

-- AddForeignKey
ALTER TABLE "deals" ADD CONSTRAINT "deals_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lifecycles" ADD CONSTRAINT "lifecycles_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "deals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lifecycles" ADD CONSTRAINT "lifecycles_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


