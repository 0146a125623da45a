-- By which try a request under an Idempotency-Key is claimed: a try that lost its claim keeps no answer.
ALTER TABLE "idempotent_requests" ADD COLUMN "lockedBy" TEXT;
