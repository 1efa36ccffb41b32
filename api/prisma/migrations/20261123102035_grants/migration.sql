-- What Prisma does not model: the application role's rights, append-only tables, and the accident counter.

GRANT USAGE ON SCHEMA public TO kuaichu_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO kuaichu_app;
REVOKE ALL ON _prisma_migrations FROM kuaichu_app;

-- What is recorded stays: these can be added to and read, nothing else (ARCHITECTURE.md, promise 3).
REVOKE UPDATE, DELETE ON audit_event, custody_event, signature, document FROM kuaichu_app;
-- The head of a chain moves, but never goes away; cases and what hangs on them, and whoever acted in them, are never deleted by the application.
REVOKE DELETE ON audit_head, accident, vehicle, party, officer_order, evidence, determination, settlement, claim, review FROM kuaichu_app;
REVOKE DELETE ON staff_user, driver, unit, insurer, authorisation FROM kuaichu_app;

CREATE SEQUENCE accident_number;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO kuaichu_app;

-- New tables of later migrations grant what they need themselves; new sequences are always usable.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO kuaichu_app;

-- The relay looks for what is not handed on yet; everything else in the table is history.
CREATE INDEX outbox_event_waiting ON outbox_event (id) WHERE "handedOnAt" IS NULL;

-- Between modules a row is a plain id to the code, and a foreign key to the database. Named reference_*, which the drift check leaves out.
ALTER TABLE evidence ADD CONSTRAINT reference_evidence_accident FOREIGN KEY ("accidentId") REFERENCES accident (id);
ALTER TABLE determination ADD CONSTRAINT reference_determination_accident FOREIGN KEY ("accidentId") REFERENCES accident (id);
ALTER TABLE document ADD CONSTRAINT reference_document_accident FOREIGN KEY ("accidentId") REFERENCES accident (id);
ALTER TABLE signature ADD CONSTRAINT reference_signature_party FOREIGN KEY ("partyId") REFERENCES party (id);
ALTER TABLE settlement ADD CONSTRAINT reference_settlement_accident FOREIGN KEY ("accidentId") REFERENCES accident (id);
ALTER TABLE settlement ADD CONSTRAINT reference_settlement_determination FOREIGN KEY ("determinationId") REFERENCES determination (id);
ALTER TABLE claim ADD CONSTRAINT reference_claim_accident FOREIGN KEY ("accidentId") REFERENCES accident (id);
ALTER TABLE claim ADD CONSTRAINT reference_claim_insurer FOREIGN KEY ("insurerId") REFERENCES insurer (id);
ALTER TABLE review ADD CONSTRAINT reference_review_accident FOREIGN KEY ("accidentId") REFERENCES accident (id);
ALTER TABLE review ADD CONSTRAINT reference_review_determination FOREIGN KEY ("determinationId") REFERENCES determination (id);
ALTER TABLE party ADD CONSTRAINT reference_party_driver FOREIGN KEY ("driverId") REFERENCES driver (id);
ALTER TABLE accident ADD CONSTRAINT reference_accident_reporter FOREIGN KEY ("reporterDriverId") REFERENCES driver (id);
ALTER TABLE accident ADD CONSTRAINT reference_accident_surveyor FOREIGN KEY ("surveyorId") REFERENCES staff_user (id);
ALTER TABLE accident ADD CONSTRAINT reference_accident_officer FOREIGN KEY ("officerId") REFERENCES staff_user (id);
