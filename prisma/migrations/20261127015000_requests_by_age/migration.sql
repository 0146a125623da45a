-- Answers under an Idempotency-Key are forgotten after a week: the oldest are found by this.
CREATE INDEX "idempotent_requests_createdAt_idx" ON "idempotent_requests"("createdAt");
