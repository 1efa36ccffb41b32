import type { Client } from 'pg'

/** What the database's own catalogue says of schema `public`: name of the thing -> its definition. */
export type Catalogue = ReadonlyMap<string, string>

/**
 * Reads what Prisma models: tables, enums, columns (type, nullability, default), keys, foreign keys and whole-column indexes.
 * What migrations add by hand is left out: grants, triggers, functions, views, check and exclusion constraints, partial and
 * expression indexes, generated-column expressions, partitions, and the foreign keys between modules (`reference_...`).
 */
export async function readCatalogue(client: Client): Promise<Catalogue> {
  const { rows } = await client.query<{ name: string; definition: string }>({ text: catalogueSql })
  return new Map(rows.map(({ name, definition }) => [name, definition]))
}

/** One line per difference, in the words of a person who must repair the migrations. */
export function compareCatalogues(migrated: Catalogue, modelled: Catalogue): string[] {
  const names = [...new Set([...migrated.keys(), ...modelled.keys()])].sort()
  return names.flatMap((name) => {
    const has = migrated.get(name)
    const wants = modelled.get(name)
    if (has === wants) return []
    if (has === undefined) return [`${name}: missing from the migrations, the schema says: ${wants}`]
    if (wants === undefined) return [`${name}: made by the migrations, not in the schema: ${has}`]
    return [`${name}: the migrations make ${has}, the schema says ${wants}`]
  })
}

const catalogueSql = `
WITH relation AS (
  SELECT oid, relname FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> '_prisma_migrations'
)
SELECT 'table ' || relname AS name, 'a table' AS definition FROM relation

UNION ALL
SELECT 'enum ' || typname, (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = type.oid)
FROM pg_type type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'

UNION ALL
SELECT 'column ' || relname || '.' || attname,
  format_type(atttypid, atttypmod)
    || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
    || CASE WHEN attidentity <> '' THEN ' IDENTITY' ELSE '' END
    || CASE WHEN attgenerated = '' THEN coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') ELSE '' END
FROM pg_attribute JOIN relation ON relation.oid = attrelid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attnum > 0 AND NOT attisdropped

UNION ALL
SELECT 'index ' || index.relname,
  replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') || CASE WHEN indisvalid THEN '' ELSE ' (not valid)' END
FROM pg_index JOIN relation ON relation.oid = indrelid JOIN pg_class index ON index.oid = indexrelid
WHERE indpred IS NULL AND indexprs IS NULL AND NOT indisexclusion

UNION ALL
SELECT 'constraint ' || relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid)
FROM pg_constraint JOIN relation ON relation.oid = conrelid
WHERE contype IN ('p', 'u', 'f') AND conparentid = 0 AND conname NOT LIKE 'reference\\_%'`
