-- Fingerprints are made another way from now on and cannot be compared with those made before: the sweep `renew-fingerprints` makes them again.
ALTER TABLE "fingerprint" ALTER COLUMN "bits" DROP NOT NULL;
UPDATE fingerprint SET bits = NULL;
CREATE INDEX fingerprint_outdated_idx ON fingerprint ("evidenceId") WHERE bits IS NULL;

-- The 11 bands of 23 bits that a fingerprint is found by, each with its place in front. Of two fingerprints that differ in at most 10 bits one band at
-- least is the same in both; of copies that differ in up to 28 nearly all share one (figures: vision/README.md). Shorter bands would find more of the
-- last and leave more strangers to be compared; longer ones the reverse, and an index of twice the size.
-- Source: Norouzi, Punjani and Fleet, Fast Search in Hamming Space with Multi-Index Hashing (2012).
CREATE FUNCTION fingerprint_bands(bits bit) RETURNS int[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
RETURN ARRAY[
  substring(bits FROM 1 FOR 23)::int,
  1 << 23 | substring(bits FROM 24 FOR 23)::int,
  2 << 23 | substring(bits FROM 47 FOR 23)::int,
  3 << 23 | substring(bits FROM 70 FOR 23)::int,
  4 << 23 | substring(bits FROM 93 FOR 23)::int,
  5 << 23 | substring(bits FROM 116 FOR 23)::int,
  6 << 23 | substring(bits FROM 139 FOR 23)::int,
  7 << 23 | substring(bits FROM 162 FOR 23)::int,
  8 << 23 | substring(bits FROM 185 FOR 23)::int,
  9 << 23 | substring(bits FROM 208 FOR 23)::int,
  10 << 23 | substring(bits FROM 231 FOR 23)::int
];

-- Without fastupdate: a search must not first read through a list of new entries.
CREATE INDEX fingerprint_bands_idx ON fingerprint USING gin (fingerprint_bands(bits)) WITH (fastupdate = off);

-- The photos that share a band with one of the fingerprints asked for and differ from it in at most `radius` bits, with the least such distance. The
-- planner knows nothing of how rare bands are: it is told to take the index, and that compiling is not worth it.
CREATE FUNCTION similar_fingerprints(asked bit[], radius int) RETURNS TABLE ("evidenceId" uuid, distance int)
LANGUAGE sql STABLE STRICT PARALLEL SAFE
SET enable_seqscan = off
SET jit = off
BEGIN ATOMIC
  SELECT found."evidenceId", nearest.distance
  FROM fingerprint found
  CROSS JOIN LATERAL (SELECT min(bit_count(found.bits # one))::int AS distance FROM unnest(asked) one) nearest
  WHERE fingerprint_bands(found.bits) && (SELECT array_agg(DISTINCT band) FROM unnest(asked) one, unnest(fingerprint_bands(one)) band)
    AND nearest.distance <= radius;
END;
