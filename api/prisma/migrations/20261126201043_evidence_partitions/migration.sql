-- Third of four: the table of before becomes the first partition. Nothing is read or copied; everybody who wants evidence waits some ms for it. Where a
-- long transaction (a dump) is under way, it gives up after ten seconds and leaves everything as it was: deploy again.
SET LOCAL lock_timeout = '10s';
LOCK TABLE evidence, custody_event, fingerprint IN ACCESS EXCLUSIVE MODE;

ALTER TABLE custody_event DROP CONSTRAINT "custody_event_evidenceId_fkey";
ALTER TABLE fingerprint DROP CONSTRAINT "fingerprint_evidenceId_fkey";
DROP TRIGGER evidence_keys ON evidence;
DROP INDEX "evidence_uploadId_key";
DROP INDEX "evidence_sha256_idx";
DROP INDEX "evidence_accidentId_sha256_key";

ALTER TABLE evidence RENAME TO evidence_earlier;
ALTER INDEX evidence_pkey RENAME TO evidence_earlier_pkey;
ALTER INDEX "evidence_accidentId_receivedAt_idx" RENAME TO "evidence_earlier_accidentId_receivedAt_idx";
ALTER INDEX "evidence_state_receivedAt_idx" RENAME TO "evidence_earlier_state_receivedAt_idx";

CREATE TABLE evidence (LIKE evidence_earlier INCLUDING DEFAULTS INCLUDING STORAGE) PARTITION BY RANGE (id);
ALTER TABLE evidence ADD CONSTRAINT evidence_pkey PRIMARY KEY (id);
CREATE INDEX "evidence_accidentId_receivedAt_idx" ON evidence ("accidentId", "receivedAt");
CREATE INDEX "evidence_state_receivedAt_idx" ON evidence (state, "receivedAt");
ALTER TABLE evidence ADD CONSTRAINT reference_evidence_accident FOREIGN KEY ("accidentId") REFERENCES accident (id);
CREATE TRIGGER evidence_keys AFTER INSERT OR DELETE OR UPDATE OF id, "uploadId", sha256, "accidentId" ON evidence
  FOR EACH ROW EXECUTE FUNCTION note_evidence_keys();

-- Partitions are reached through the table only.
GRANT SELECT, INSERT, UPDATE ON evidence TO kuaichu_app;
REVOKE ALL ON evidence_earlier FROM kuaichu_app;

DO $$
DECLARE
  bound CONSTANT text := (SELECT substring(pg_get_constraintdef(oid) FROM '[0-9a-f]{8}-[0-9a-f-]{27}')
    FROM pg_constraint WHERE conname = 'evidence_earlier' AND conrelid = 'evidence_earlier'::regclass);
BEGIN
  EXECUTE format('ALTER TABLE evidence ATTACH PARTITION evidence_earlier FOR VALUES FROM (MINVALUE) TO (%L)', bound);
END $$;
ALTER TABLE evidence_earlier DROP CONSTRAINT evidence_earlier;

-- Where an id goes for whose month nobody has made a partition: nothing is refused.
CREATE TABLE evidence_default PARTITION OF evidence DEFAULT;

-- Makes the months up to `until` that are not there yet, and tells how many. Called by every deploy (api/adapters/postgres/partitions.ts). Attaching
-- takes no lock that readers or writers wait for, but for the default partition, which is empty. A month of which rows went there stays there.
CREATE FUNCTION make_evidence_partitions(until timestamptz) RETURNS int LANGUAGE plpgsql
SET search_path = public, pg_temp
SET lock_timeout = '10s'
AS $$
DECLARE
  newest CONSTANT text := (SELECT max(substring(pg_get_expr(relpartbound, oid) FROM 'TO \(''([0-9a-f-]{36})''\)'))
    FROM pg_class JOIN pg_inherits ON inhrelid = oid WHERE inhparent = 'evidence'::regclass);
  month timestamptz := to_timestamp(('x' || left(replace(newest, '-', ''), 12))::bit(48)::bigint / 1000.0);
  after timestamptz;
  name text;
  made int := 0;
BEGIN
  WHILE month < until LOOP
    after := (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC';
    IF NOT EXISTS (SELECT FROM evidence_default WHERE id >= least_id_at(month) AND id < least_id_at(after)) THEN
      name := to_char(month AT TIME ZONE 'UTC', '"evidence_"YYYY_MM');
      EXECUTE format('CREATE TABLE %I (LIKE evidence INCLUDING DEFAULTS INCLUDING STORAGE)', name);
      EXECUTE format('ALTER TABLE evidence ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, least_id_at(month), least_id_at(after));
      made := made + 1;
    END IF;
    month := after;
  END LOOP;
  RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION make_evidence_partitions FROM PUBLIC;

SELECT make_evidence_partitions(now() + interval '3 years');

-- NOT VALID, because proving them would be long and they held a moment ago; every new row is checked. The last migration proves them.
ALTER TABLE custody_event ADD CONSTRAINT "custody_event_evidenceId_fkey"
  FOREIGN KEY ("evidenceId") REFERENCES evidence (id) ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
ALTER TABLE fingerprint ADD CONSTRAINT "fingerprint_evidenceId_fkey"
  FOREIGN KEY ("evidenceId") REFERENCES evidence (id) ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;

-- The search asks for each find's photo; a guess of a thousand finds (PostgreSQL's own) would have it read every month from end to end.
ALTER FUNCTION similar_fingerprints ROWS 10;
