-- AlterTable
ALTER TABLE "accident" ADD COLUMN     "personalErasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "photosErasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "previewsErasedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "retention_hold" (
    "id" UUID NOT NULL,
    "accidentId" UUID NOT NULL,
    "ground" TEXT NOT NULL,
    "reason" TEXT,
    "placedById" UUID NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "liftedById" UUID,
    "liftedAt" TIMESTAMPTZ(3),
    "liftReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "retention_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erased_object" (
    "key" TEXT NOT NULL,
    "accidentId" UUID NOT NULL,
    "erasedAt" TIMESTAMPTZ(3) NOT NULL,
    "retryAt" TIMESTAMPTZ(3) NOT NULL,
    "lockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "erased_object_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "retention_hold_accidentId_idx" ON "retention_hold"("accidentId");

-- CreateIndex
CREATE INDEX "erased_object_retryAt_idx" ON "erased_object"("retryAt");

-- CreateIndex
CREATE INDEX "erased_object_accidentId_idx" ON "erased_object"("accidentId");

-- Holds stay, and are lifted; what has yet to go is struck off when it has gone.
GRANT SELECT, INSERT, UPDATE ON retention_hold TO kuaichu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON erased_object TO kuaichu_app;
ALTER TABLE retention_hold ADD CONSTRAINT reference_retention_hold_accident FOREIGN KEY ("accidentId") REFERENCES accident (id);
ALTER TABLE erased_object ADD CONSTRAINT reference_erased_object_accident FOREIGN KEY ("accidentId") REFERENCES accident (id);

-- Of each ground at most one hold of a case is open, whoever comes at once.
CREATE UNIQUE INDEX retention_hold_open ON retention_hold ("accidentId", ground) WHERE "liftedAt" IS NULL;

-- What is still there of cases that are over, by when they ended: the sweep finds what is due without reading what was erased long ago.
CREATE INDEX accident_previews_kept ON accident ("cityCode", state, "closedAt") WHERE "closedAt" IS NOT NULL AND "previewsErasedAt" IS NULL;
CREATE INDEX accident_photos_kept ON accident ("cityCode", state, "closedAt") WHERE "closedAt" IS NOT NULL AND "photosErasedAt" IS NULL;
CREATE INDEX accident_personal_kept ON accident ("cityCode", state, "closedAt") WHERE "closedAt" IS NOT NULL AND "personalErasedAt" IS NULL;

-- Signatures and services can be added to and read, nothing else. The one exception: what they hold of a person goes, by the owner's hand, once the erasure
-- of the case is marked (and so stands in the audit chain). Nothing can be put in its place.
CREATE FUNCTION erase_signed(accident uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.accident a WHERE a.id = erase_signed.accident AND a."personalErasedAt" IS NOT NULL) THEN
    RAISE EXCEPTION 'the erasure of this case is not marked';
  END IF;
  UPDATE public.signature s SET strokes = NULL, reason = NULL
    FROM public.determination d WHERE d.id = s."determinationId" AND d."accidentId" = erase_signed.accident;
  UPDATE public.service_record s SET note = NULL
    FROM public.determination d WHERE d.id = s."determinationId" AND d."accidentId" = erase_signed.accident;
END $$;
REVOKE ALL ON FUNCTION erase_signed(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_signed(uuid) TO kuaichu_app;
