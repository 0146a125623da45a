-- How often a refused mail was sent again on demand, and when it was refused.
ALTER TABLE "mails" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "mails" ADD COLUMN "refusedAt" TIMESTAMPTZ(3);
-- All mails, what waits or was refused, and what somebody got, the newest first.
CREATE INDEX "mails_log" ON "mails"("createdAt", "key");
CREATE INDEX "mails_unsent" ON "mails"("state", "createdAt", "key") WHERE "state" <> 'sent';
CREATE INDEX "mails_recipient" ON "mails"("recipientId", "createdAt", "key");
-- Addresses for which a mail server takes no mail, by whose they are.
CREATE TABLE "refused_addresses" (
    "recipientId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "delivery" TEXT NOT NULL,
    "refusedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refused_addresses_pkey" PRIMARY KEY ("recipientId")
);
