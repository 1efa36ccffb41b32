-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "accident" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "cityCode" TEXT NOT NULL,
    "districtCode" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL,
    "placeText" TEXT NOT NULL,
    "lon" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "datum" TEXT,
    "accuracyM" DOUBLE PRECISION,
    "roadKind" TEXT NOT NULL,
    "weather" TEXT NOT NULL,
    "situation" TEXT NOT NULL,
    "screening" JSONB NOT NULL,
    "route" TEXT,
    "routeReasons" JSONB NOT NULL,
    "ruleSetVersion" TEXT NOT NULL,
    "reporterDriverId" UUID NOT NULL,
    "partyDriverIds" UUID[],
    "insurerIds" TEXT[],
    "surveyorId" UUID,
    "officerId" UUID,
    "shots" JSONB NOT NULL,
    "clearedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "accident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vehicle" (
    "id" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "plateNumber" TEXT NOT NULL,
    "plateKind" TEXT NOT NULL,
    "vehicleKind" TEXT,
    "brand" TEXT,
    "colour" TEXT,
    "vin" TEXT,
    "ownerName" TEXT,
    "inspectionUntil" TEXT,
    "insurerId" TEXT,
    "policies" JSONB,
    "registryState" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "vehicle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party" (
    "id" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "driverId" UUID,
    "name" TEXT,
    "phone" TEXT,
    "licenceNumber" TEXT,
    "licenceState" TEXT,
    "licenceChecks" INTEGER NOT NULL DEFAULT 0,
    "statement" TEXT,
    "statementAt" TIMESTAMPTZ(3),
    "lossCents" INTEGER,
    "joinedAt" TIMESTAMPTZ(3),
    "consentAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officer_order" (
    "id" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "districtCode" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "officerId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "officer_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "determination" (
    "id" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "mandate" TEXT NOT NULL,
    "ruleSetVersion" TEXT NOT NULL,
    "districtCode" TEXT NOT NULL,
    "decidedByKind" TEXT NOT NULL,
    "decidedById" UUID NOT NULL,
    "authorisationId" UUID,
    "proposal" JSONB NOT NULL,
    "decision" JSONB NOT NULL,
    "departsFromProposal" BOOLEAN NOT NULL,
    "conflict" JSONB,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "countersignedById" UUID,
    "countersignedAt" TIMESTAMPTZ(3),
    "inForceAt" TIMESTAMPTZ(3),
    "endedReason" TEXT,
    "dueAt" TIMESTAMPTZ(3),

    CONSTRAINT "determination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "determinationId" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "objectKey" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "checkCode" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signature" (
    "id" UUID NOT NULL,
    "determinationId" UUID NOT NULL,
    "partyId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "driverId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "documentSha256" TEXT NOT NULL,
    "oneTimeCodeId" UUID,
    "strokes" JSONB,
    "reason" TEXT,
    "signedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "uploadId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "objectKey" TEXT NOT NULL,
    "shot" TEXT NOT NULL,
    "subject" TEXT,
    "uploaderKind" TEXT NOT NULL,
    "uploaderId" UUID NOT NULL,
    "capture" JSONB NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "assessedAt" TIMESTAMPTZ(3),
    "facts" JSONB,
    "checks" JSONB,
    "keptAt" TIMESTAMPTZ(3),

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "custody_event" (
    "id" UUID NOT NULL,
    "evidenceId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" UUID,
    "purpose" TEXT,

    CONSTRAINT "custody_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fingerprint" (
    "evidenceId" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "bits" bit(256) NOT NULL,

    CONSTRAINT "fingerprint_pkey" PRIMARY KEY ("evidenceId")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" TEXT NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "ownerId" UUID NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "districtCode" TEXT NOT NULL,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "insurer" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hotline" TEXT NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "insurer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_user" (
    "id" UUID NOT NULL,
    "loginName" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "badgeNumber" TEXT,
    "role" TEXT NOT NULL,
    "unitId" UUID,
    "insurerId" TEXT,
    "districtCodes" TEXT[],
    "passwordHash" TEXT NOT NULL,
    "mustChangePassword" BOOLEAN NOT NULL DEFAULT false,
    "totpSecret" TEXT,
    "totpEnrolledAt" TIMESTAMPTZ(3),
    "totpLastStep" INTEGER NOT NULL DEFAULT 0,
    "failedAttempts" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "disabledReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "staff_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "driver" (
    "id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "driver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "staffUserId" UUID,
    "driverId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "secondFactorAt" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_code" (
    "id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "authorisation" (
    "id" UUID NOT NULL,
    "surveyorId" UUID NOT NULL,
    "insurerId" TEXT NOT NULL,
    "districtCode" TEXT NOT NULL,
    "mandate" TEXT NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validTo" TIMESTAMPTZ(3) NOT NULL,
    "grantedById" UUID NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" UUID,
    "revokeReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "authorisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handedOnAt" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorRole" TEXT,
    "canonical" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("stream","seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("stream")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "response" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "determinationId" UUID NOT NULL,
    "districtCode" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "flags" TEXT[],
    "sampled" BOOLEAN NOT NULL,
    "decidedById" UUID NOT NULL,
    "countersignedById" UUID,
    "reviewerId" UUID,
    "outcome" TEXT,
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settlement" (
    "id" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "determinationId" UUID NOT NULL,
    "ruleSetVersion" TEXT NOT NULL,
    "mutualClaim" BOOLEAN NOT NULL,
    "losses" JSONB NOT NULL,
    "lines" JSONB NOT NULL,
    "totalCents" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL,
    "settlementId" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "districtCode" TEXT NOT NULL,
    "insurerId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "claimNumber" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "accident_number_key" ON "accident"("number");

-- CreateIndex
CREATE INDEX "accident_districtCode_state_reportedAt_idx" ON "accident"("districtCode", "state", "reportedAt");

-- CreateIndex
CREATE INDEX "accident_state_dueAt_idx" ON "accident"("state", "dueAt");

-- CreateIndex
CREATE INDEX "accident_partyDriverIds_idx" ON "accident" USING GIN ("partyDriverIds");

-- CreateIndex
CREATE INDEX "accident_insurerIds_idx" ON "accident" USING GIN ("insurerIds");

-- CreateIndex
CREATE INDEX "vehicle_plateNumber_idx" ON "vehicle"("plateNumber");

-- CreateIndex
CREATE UNIQUE INDEX "vehicle_accidentId_side_key" ON "vehicle"("accidentId", "side");

-- CreateIndex
CREATE INDEX "party_driverId_idx" ON "party"("driverId");

-- CreateIndex
CREATE UNIQUE INDEX "party_accidentId_side_key" ON "party"("accidentId", "side");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_secretHash_key" ON "invitation"("secretHash");

-- CreateIndex
CREATE INDEX "invitation_accidentId_idx" ON "invitation"("accidentId");

-- CreateIndex
CREATE INDEX "officer_order_districtCode_state_createdAt_idx" ON "officer_order"("districtCode", "state", "createdAt");

-- CreateIndex
CREATE INDEX "determination_state_dueAt_idx" ON "determination"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "determination_accidentId_revision_key" ON "determination"("accidentId", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "document_determinationId_key" ON "document"("determinationId");

-- CreateIndex
CREATE UNIQUE INDEX "document_number_key" ON "document"("number");

-- CreateIndex
CREATE UNIQUE INDEX "document_checkCode_key" ON "document"("checkCode");

-- CreateIndex
CREATE UNIQUE INDEX "signature_determinationId_partyId_key" ON "signature"("determinationId", "partyId");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_uploadId_key" ON "evidence"("uploadId");

-- CreateIndex
CREATE INDEX "evidence_accidentId_receivedAt_idx" ON "evidence"("accidentId", "receivedAt");

-- CreateIndex
CREATE INDEX "evidence_state_receivedAt_idx" ON "evidence"("state", "receivedAt");

-- CreateIndex
CREATE INDEX "evidence_sha256_idx" ON "evidence"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_accidentId_sha256_key" ON "evidence"("accidentId", "sha256");

-- CreateIndex
CREATE INDEX "custody_event_evidenceId_at_idx" ON "custody_event"("evidenceId", "at");

-- CreateIndex
CREATE INDEX "fingerprint_accidentId_idx" ON "fingerprint"("accidentId");

-- CreateIndex
CREATE INDEX "upload_expiresAt_idx" ON "upload"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_loginName_key" ON "staff_user"("loginName");

-- CreateIndex
CREATE INDEX "staff_user_role_idx" ON "staff_user"("role");

-- CreateIndex
CREATE UNIQUE INDEX "driver_phone_key" ON "driver"("phone");

-- CreateIndex
CREATE INDEX "session_staffUserId_idx" ON "session"("staffUserId");

-- CreateIndex
CREATE INDEX "session_driverId_idx" ON "session"("driverId");

-- CreateIndex
CREATE INDEX "session_expiresAt_idx" ON "session"("expiresAt");

-- CreateIndex
CREATE INDEX "one_time_code_phone_purpose_createdAt_idx" ON "one_time_code"("phone", "purpose", "createdAt");

-- CreateIndex
CREATE INDEX "authorisation_surveyorId_idx" ON "authorisation"("surveyorId");

-- CreateIndex
CREATE INDEX "authorisation_districtCode_idx" ON "authorisation"("districtCode");

-- CreateIndex
CREATE INDEX "outbox_event_handedOnAt_id_idx" ON "outbox_event"("handedOnAt", "id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE INDEX "audit_event_actorId_at_idx" ON "audit_event"("actorId", "at");

-- CreateIndex
CREATE INDEX "idempotency_key_createdAt_idx" ON "idempotency_key"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "review_determinationId_key" ON "review"("determinationId");

-- CreateIndex
CREATE INDEX "review_districtCode_state_createdAt_idx" ON "review"("districtCode", "state", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "settlement_determinationId_key" ON "settlement"("determinationId");

-- CreateIndex
CREATE INDEX "settlement_accidentId_idx" ON "settlement"("accidentId");

-- CreateIndex
CREATE INDEX "claim_state_dueAt_idx" ON "claim"("state", "dueAt");

-- CreateIndex
CREATE INDEX "claim_accidentId_idx" ON "claim"("accidentId");

-- CreateIndex
CREATE INDEX "claim_insurerId_createdAt_idx" ON "claim"("insurerId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "claim_settlementId_insurerId_key" ON "claim"("settlementId", "insurerId");

-- AddForeignKey
ALTER TABLE "vehicle" ADD CONSTRAINT "vehicle_accidentId_fkey" FOREIGN KEY ("accidentId") REFERENCES "accident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party" ADD CONSTRAINT "party_accidentId_fkey" FOREIGN KEY ("accidentId") REFERENCES "accident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_accidentId_fkey" FOREIGN KEY ("accidentId") REFERENCES "accident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer_order" ADD CONSTRAINT "officer_order_accidentId_fkey" FOREIGN KEY ("accidentId") REFERENCES "accident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_determinationId_fkey" FOREIGN KEY ("determinationId") REFERENCES "determination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_determinationId_fkey" FOREIGN KEY ("determinationId") REFERENCES "determination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custody_event" ADD CONSTRAINT "custody_event_evidenceId_fkey" FOREIGN KEY ("evidenceId") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fingerprint" ADD CONSTRAINT "fingerprint_evidenceId_fkey" FOREIGN KEY ("evidenceId") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_user" ADD CONSTRAINT "staff_user_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_user" ADD CONSTRAINT "staff_user_insurerId_fkey" FOREIGN KEY ("insurerId") REFERENCES "insurer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_staffUserId_fkey" FOREIGN KEY ("staffUserId") REFERENCES "staff_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_driverId_fkey" FOREIGN KEY ("driverId") REFERENCES "driver"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorisation" ADD CONSTRAINT "authorisation_surveyorId_fkey" FOREIGN KEY ("surveyorId") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorisation" ADD CONSTRAINT "authorisation_insurerId_fkey" FOREIGN KEY ("insurerId") REFERENCES "insurer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_settlementId_fkey" FOREIGN KEY ("settlementId") REFERENCES "settlement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
