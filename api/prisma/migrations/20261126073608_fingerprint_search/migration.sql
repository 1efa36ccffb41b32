-- Fingerprints are made another way from now on and cannot be compared with those made before: the sweep `renew-fingerprints` makes them again.
ALTER TABLE "fingerprint" ALTER COLUMN "bits" DROP NOT NULL;
UPDATE fingerprint SET bits = NULL;
CREATE INDEX fingerprint_outdated_idx ON fingerprint ("evidenceId") WHERE bits IS NULL;

-- The 12 bands of 21 bits that a fingerprint is found by, each with its place in front. Of two fingerprints that differ in at most 11 bits at least one
-- band is the same in both; beyond that it is likely (figures: vision/README.md).
-- Source: Norouzi, Punjani and Fleet, Fast Search in Hamming Space with Multi-Index Hashing (2012).
CREATE FUNCTION fingerprint_bands(bits bit) RETURNS int[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
RETURN ARRAY[
  substring(bits FROM 1 FOR 21)::int,
  1 << 21 | substring(bits FROM 22 FOR 21)::int,
  2 << 21 | substring(bits FROM 43 FOR 21)::int,
  3 << 21 | substring(bits FROM 64 FOR 21)::int,
  4 << 21 | substring(bits FROM 85 FOR 21)::int,
  5 << 21 | substring(bits FROM 106 FOR 21)::int,
  6 << 21 | substring(bits FROM 127 FOR 21)::int,
  7 << 21 | substring(bits FROM 148 FOR 21)::int,
  8 << 21 | substring(bits FROM 169 FOR 21)::int,
  9 << 21 | substring(bits FROM 190 FOR 21)::int,
  10 << 21 | substring(bits FROM 211 FOR 21)::int,
  11 << 21 | substring(bits FROM 232 FOR 21)::int
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
