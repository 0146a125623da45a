-- What was said under an eventId: another fact under the same one is an error of its sender.
CREATE TABLE "fact_prints" (
    "lifecycleId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "print" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fact_prints_pkey" PRIMARY KEY ("lifecycleId", "id")
);
CREATE INDEX "fact_prints_at_idx" ON "fact_prints"("at");
