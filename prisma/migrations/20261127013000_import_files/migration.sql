-- A file is stored as it comes; the job that it is for reads it, and then it goes.
CREATE TABLE "import_files" (
    "id" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_files_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "import_parts" (
    "fileId" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "import_parts_pkey" PRIMARY KEY ("fileId", "part")
);
ALTER TABLE "import_parts" ADD CONSTRAINT "import_parts_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "import_files"("id") ON DELETE CASCADE ON UPDATE CASCADE;
