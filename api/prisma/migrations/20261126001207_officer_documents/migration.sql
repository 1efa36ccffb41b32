-- AlterTable
ALTER TABLE "accident" ADD COLUMN     "jointlyAppliedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "party" ADD COLUMN     "appliedOnlineAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "determination" ADD COLUMN     "certificate" JSONB,
ADD COLUMN     "procedure" TEXT;

-- CreateTable
CREATE TABLE "service_record" (
    "id" UUID NOT NULL,
    "determinationId" UUID NOT NULL,
    "partyId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "driverId" UUID,
    "kind" TEXT NOT NULL,
    "documentSha256" TEXT NOT NULL,
    "note" TEXT,
    "servedById" UUID NOT NULL,
    "servedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "service_record_determinationId_partyId_key" ON "service_record"("determinationId", "partyId");

-- AddForeignKey
ALTER TABLE "service_record" ADD CONSTRAINT "service_record_determinationId_fkey" FOREIGN KEY ("determinationId") REFERENCES "determination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was served stays: it can be added to and read, nothing else.
GRANT SELECT, INSERT ON service_record TO kuaichu_app;
ALTER TABLE service_record ADD CONSTRAINT reference_service_record_party FOREIGN KEY ("partyId") REFERENCES party (id);
