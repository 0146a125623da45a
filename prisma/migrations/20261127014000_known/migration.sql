-- Who said which field of a client or a contact last, and when; of older rows nobody knows.
ALTER TABLE "clients" ADD COLUMN "said" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "contacts" ADD COLUMN "said" JSONB NOT NULL DEFAULT '{}';
