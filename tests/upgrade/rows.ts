import type { Client } from 'pg'

/**
 * What the tables of a database hold, as SQL that puts it into the same schema again: tables in the order of their foreign keys, rows in the order of
 * their keys, then the sequences. Without Prisma's table, which whoever makes the schema fills, and without the queue's. Its first line says which schema.
 */
export async function rowsAsSql(owner: Client): Promise<string> {
  const { rows: columns } = await owner.query<{ table: string; column: string }>(`
    select relname as table, attname as column from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> '_prisma_migrations'
      and attnum > 0 and not attisdropped and attgenerated = ''
    order by relname, attnum`)
  const { rows: references } = await owner.query<Reference>(`
    select distinct conrelid::regclass::text as table, confrelid::regclass::text as to from pg_constraint
    where contype = 'f' and conrelid <> confrelid and conparentid = 0 and connamespace = 'public'::regnamespace`)
  const tables = inOrder([...new Set(columns.map(({ table }) => table))], references)
  const parts: string[] = []
  for (const table of tables)
    parts.push(
      await tableAsSql(
        owner,
        table,
        columns.filter((one) => one.table === table).map(({ column }) => column),
      ),
    )
  const { rows: migrations } = await owner.query<{ newest: string }>(
    'select max(migration_name) as newest from _prisma_migrations',
  )
  const head = `-- Migrated up to ${migrations[0]?.newest}`
  return [head, ...parts.filter(Boolean), await sequencesAsSql(owner)].join('\n\n') + '\n'
}

interface Reference {
  readonly table: string
  readonly to: string
}

/** Whatever is referred to first. */
function inOrder(tables: readonly string[], references: readonly Reference[]): string[] {
  const done: string[] = []
  while (done.length < tables.length) {
    const waits = (table: string) => references.some((one) => one.table === table && !done.includes(one.to))
    const next = tables.find((table) => !done.includes(table) && !waits(table))
    if (!next) throw new Error('the foreign keys of these tables go round in a circle')
    done.push(next)
  }
  return done
}

async function tableAsSql(owner: Client, table: string, columns: readonly string[]): Promise<string> {
  const names = columns.map((name) => `"${name}"`)
  const values = names.map((name) => `quote_nullable(${name}::text)`)
  const { rows } = await owner.query<{ line: string }>(
    `select concat_ws(', ', ${values.join(', ')}) as line from "${table}" order by ${names[0]}, ${names[1] ?? names[0]}`,
  )
  if (rows.length === 0) return ''
  return `INSERT INTO "${table}" (${names.join(', ')}) VALUES\n${rows.map(({ line }) => `(${line})`).join(',\n')};`
}

async function sequencesAsSql(owner: Client): Promise<string> {
  const { rows } = await owner.query<{ name: string; value: string }>(
    `select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null order by 1`,
  )
  return rows.map(({ name, value }) => `SELECT setval('"${name}"', ${value});`).join('\n')
}
