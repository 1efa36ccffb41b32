-- Second of four: what was there before is noted, too, and the check is proven. Long, but nobody waits for it.
INSERT INTO evidence_upload ("uploadId", "evidenceId") SELECT "uploadId", id FROM evidence ORDER BY "uploadId" ON CONFLICT DO NOTHING;
INSERT INTO evidence_content (sha256, "accidentId", "evidenceId") SELECT sha256, "accidentId", id FROM evidence ORDER BY sha256 ON CONFLICT DO NOTHING;
ALTER TABLE evidence VALIDATE CONSTRAINT evidence_earlier;
-- Nothing is known of these tables yet, and every photo asks them: without figures the planner starts parallel workers.
ANALYZE evidence_upload, evidence_content;
