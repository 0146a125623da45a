-- What an act came to, noted under its Idempotency-Key in the transaction of the act: whoever asks again learns it.
ALTER TABLE "idempotent_requests" ADD COLUMN "acted" TEXT;
