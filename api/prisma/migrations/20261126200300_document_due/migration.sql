-- AlterTable
ALTER TABLE "determination" ADD COLUMN     "documentDueAt" TIMESTAMPTZ(3);

-- The sweep asks for the few that wait.
CREATE INDEX determination_document_due ON determination ("documentDueAt") WHERE "documentDueAt" IS NOT NULL;

-- Rows of before are vouched for as they are, so they get no date. Those that wait for their document just now are announced once more.
INSERT INTO outbox_event (topic, payload)
  SELECT 'determination.document-due', jsonb_build_object('id', d.id, 'accidentId', d."accidentId", 'version', d.version)
  FROM determination d LEFT JOIN document ON document."determinationId" = d.id
  WHERE document.id IS NULL AND d.state IN ('signing', 'in-force');
