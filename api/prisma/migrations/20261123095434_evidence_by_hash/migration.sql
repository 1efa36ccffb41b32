-- CreateIndex
CREATE INDEX "evidence_sha256_idx" ON "evidence"("sha256");
