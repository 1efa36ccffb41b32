-- `evidence` is about to be partitioned by the month of its id (infra/decisions/0007). Four migrations, so that only the third keeps anybody waiting.
-- This one: an index of a partitioned table says what is unique only together with its partition key, so what makes evidence one of its kind gets
-- tables of its own. New rows are noted in them from here on.
SET LOCAL lock_timeout = '10s';

CREATE TABLE "evidence_upload" (
    "uploadId" TEXT NOT NULL,
    "evidenceId" UUID NOT NULL,

    CONSTRAINT "evidence_upload_pkey" PRIMARY KEY ("uploadId")
);

-- The hash first: it also serves the search for the same bytes in other cases.
CREATE TABLE "evidence_content" (
    "sha256" TEXT NOT NULL,
    "accidentId" UUID NOT NULL,
    "evidenceId" UUID NOT NULL,

    CONSTRAINT "evidence_content_pkey" PRIMARY KEY ("sha256","accidentId")
);

-- Read only: no code can forget to write them, or take something back. The trigger writes with the owner's rights.
GRANT SELECT ON evidence_upload, evidence_content TO kuaichu_app;

CREATE FUNCTION note_evidence_keys() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM evidence_upload WHERE "uploadId" = OLD."uploadId";
    DELETE FROM evidence_content WHERE sha256 = OLD.sha256 AND "accidentId" = OLD."accidentId";
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO evidence_upload ("uploadId", "evidenceId") VALUES (NEW."uploadId", NEW.id);
    INSERT INTO evidence_content (sha256, "accidentId", "evidenceId") VALUES (NEW.sha256, NEW."accidentId", NEW.id);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER evidence_keys AFTER INSERT OR DELETE OR UPDATE OF id, "uploadId", sha256, "accidentId" ON evidence
  FOR EACH ROW EXECUTE FUNCTION note_evidence_keys();

-- The least id of a moment, as api/kernel/ids.ts makes it: version 7, the time in ms in front.
CREATE FUNCTION least_id_at(at timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- All there is will be one partition, up to the month after the next: until then the rest has time to be done. The check is proven by the next
-- migration, so that attaching the table need not read it.
DO $$
DECLARE
  newest CONSTANT uuid := (SELECT id FROM evidence ORDER BY id DESC LIMIT 1);
  bound uuid := least_id_at(date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + interval '2 months');
BEGIN
  IF newest >= bound THEN
    RAISE EXCEPTION 'evidence % bears an id of the future: a clock was wrong when it was made', newest;
  END IF;
  EXECUTE format('ALTER TABLE evidence ADD CONSTRAINT evidence_earlier CHECK (id < %L) NOT VALID', bound);
END $$;
