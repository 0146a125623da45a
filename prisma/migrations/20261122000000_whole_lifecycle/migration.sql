-- AlterTable
ALTER TABLE "contacts" ADD COLUMN "language" TEXT,
ADD COLUMN "optedOutAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "mails" ADD COLUMN "groupKey" TEXT,
ADD COLUMN "carrierKey" TEXT;

-- CreateIndex
CREATE INDEX "mails_groupKey_idx" ON "mails"("groupKey");

-- AlterTable
ALTER TABLE "buckets" ADD COLUMN "told" TEXT,
ADD COLUMN "changes" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "heardAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Until now a bucket was kept only once it was told.
UPDATE "buckets" SET "told" = "bucket";

-- CreateIndex
CREATE INDEX "buckets_kind_heardAt_idx" ON "buckets"("kind", "heardAt");

-- CreateTable
CREATE TABLE "shared_items" (
    "lifecycleId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "shareKey" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "holderLifecycleId" TEXT,
    "holderItemId" TEXT,
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "outcome" TEXT,

    CONSTRAINT "shared_items_pkey" PRIMARY KEY ("lifecycleId","itemId")
);

-- CreateIndex
CREATE INDEX "shared_items_clientId_shareKey_idx" ON "shared_items"("clientId", "shareKey");

-- CreateIndex
CREATE INDEX "shared_items_holderLifecycleId_holderItemId_idx" ON "shared_items"("holderLifecycleId", "holderItemId");
