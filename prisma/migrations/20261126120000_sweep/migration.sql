-- Whose turn it is at what one process does at a time; who died loses it when it is over.
CREATE TABLE "leases" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("name")
);
-- What the sweep tried to mend in vain, and when it tries again.
CREATE TABLE "sweep_tries" (
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "lifecycleId" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "triedAt" TIMESTAMPTZ(3),
    "nextAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sweep_tries_pkey" PRIMARY KEY ("kind", "id")
);
CREATE INDEX "sweep_tries_lifecycleId_idx" ON "sweep_tries"("lifecycleId");
CREATE INDEX "sweep_tries_nextAt_idx" ON "sweep_tries"("nextAt");
