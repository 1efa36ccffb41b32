import { withClient } from '../../api/adapters/postgres/roles.ts'

/**
 * Everything that the database holds, as text, by table: for tests that look for what must be nowhere. Bytes stand there as the text they
 * are, too. The queue's tables are among them.
 */
export async function tableTexts(ownerUrl: string): Promise<ReadonlyMap<string, string>> {
  return withClient(ownerUrl, async (client) => {
    const { rows: columns } = await client.query<{ name: string; columns: string[] }>(`
      select format('%I.%I', table_schema, table_name) as name,
        array_agg(case when data_type = 'bytea' then format('encode(%I, ''escape'')', column_name) else format('%I::text', column_name) end) as columns
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      group by 1`)
    const texts = new Map<string, string>()
    for (const { name, columns: expressions } of columns) {
      const { rows } = await client.query<{ line: string }>(
        `select concat_ws(' ', ${expressions.join(', ')}) as line from ${name}`,
      )
      texts.set(name, rows.map(({ line }) => line).join('\n'))
    }
    return texts
  })
}
