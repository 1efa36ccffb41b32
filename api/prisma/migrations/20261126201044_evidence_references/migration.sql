-- Last of four: the references of before are proven once more. Long, but nobody waits for it.
ALTER TABLE custody_event VALIDATE CONSTRAINT "custody_event_evidenceId_fkey";
ALTER TABLE fingerprint VALIDATE CONSTRAINT "fingerprint_evidenceId_fkey";
