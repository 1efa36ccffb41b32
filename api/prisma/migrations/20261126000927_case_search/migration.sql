CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateIndex
CREATE INDEX "accident_districtCode_occurredAt_idx" ON "accident"("districtCode", "occurredAt");

-- CreateIndex
CREATE INDEX "vehicle_plateNumber_part_idx" ON "vehicle" USING GIN ("plateNumber" gin_trgm_ops);
