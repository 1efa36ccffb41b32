-- An installation with many cases may make these indexes beforehand, without blocking anybody (infra/README.md, Upgrades): hence IF NOT EXISTS.
-- Every list goes newest first by id, within what its reader may see: the indexes end with the id. An index that only led to a time is replaced.
-- DropIndex
DROP INDEX IF EXISTS "accident_districtCode_state_reportedAt_idx";

-- DropIndex
DROP INDEX IF EXISTS "officer_order_districtCode_state_createdAt_idx";

-- DropIndex
DROP INDEX IF EXISTS "review_districtCode_state_createdAt_idx";

-- DropIndex
DROP INDEX IF EXISTS "claim_insurerId_createdAt_idx";

-- CreateIndex
CREATE INDEX IF NOT EXISTS "accident_districtCode_id_idx" ON "accident"("districtCode", "id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "accident_districtCode_state_id_idx" ON "accident"("districtCode", "state", "id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "accident_surveyorId_districtCode_id_idx" ON "accident"("surveyorId", "districtCode", "id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "officer_order_districtCode_id_idx" ON "officer_order"("districtCode", "id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "officer_order_accidentId_idx" ON "officer_order"("accidentId");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "determination_inForceAt_idx" ON "determination"("inForceAt");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "audit_event_action_at_idx" ON "audit_event"("action", "at");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "review_districtCode_id_idx" ON "review"("districtCode", "id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "review_districtCode_state_id_idx" ON "review"("districtCode", "state", "id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "review_state_dueAt_idx" ON "review"("state", "dueAt");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "review_accidentId_idx" ON "review"("accidentId");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "claim_insurerId_id_idx" ON "claim"("insurerId", "id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "claim_insurerId_state_id_idx" ON "claim"("insurerId", "state", "id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "claim_districtCode_id_idx" ON "claim"("districtCode", "id");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "claim_districtCode_state_id_idx" ON "claim"("districtCode", "state", "id");

-- Two characters of a plate number: too few for the trigrams of vehicle_plateNumber_part_idx. Each pair of neighbours, once.
CREATE OR REPLACE FUNCTION plate_pairs(plate text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(SELECT DISTINCT substring(plate FROM place FOR 2) FROM generate_series(1, length(plate) - 1) place);

CREATE INDEX IF NOT EXISTS "vehicle_plate_pairs_idx" ON "vehicle" USING GIN (plate_pairs("plateNumber"));
