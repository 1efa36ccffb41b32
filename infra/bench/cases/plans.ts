import type { Client } from 'pg'
import type { Statement } from '../served/statements.ts'

/** The tables that grow with the cases. */
const growing = [
  'accident',
  'vehicle',
  'party',
  'officer_order',
  'determination',
  'document',
  'signature',
  'settlement',
  'claim',
  'review',
  'evidence',
  'evidence_upload',
  'evidence_content',
  'custody_event',
  'audit_event',
  'driver',
]

/** Partitions are named after their table (migration `evidence_partitions`). */
const tableOf = (relation: string) => relation.replace(/^evidence_(earlier|default|\d{4}_\d\d)$/, 'evidence')

/**
 * Rows that one statement may look at and pass over: a search looks through the newest 4,000 cases with both their cars, a page of fifty of what is one in a
 * hundred through 5,000. It is the same however many cases there are.
 */
const mostInVain = 10_000

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/** A statement that reads a growing table from end to end, or much of it in vain: no index serves it. */
export interface WastefulRead {
  readonly table: string
  readonly rowsInVain: number
  readonly text: string
}

/** Runs the queries among these statements again and finds those that get slower with every case that comes in. */
export async function wastefulReads(client: Client, statements: readonly Statement[]): Promise<WastefulRead[]> {
  const found: WastefulRead[] = []
  for (const { text, values } of statements) {
    if (!/^\s*(select|with)\b/i.test(text)) continue
    const explain = `explain (analyze, timing off, format json) ${text}`
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(explain, [...values])
    for (const node of nodesOf(rows[0]?.['QUERY PLAN'][0].Plan)) {
      const relation = node['Relation Name']
      const table = relation === undefined ? undefined : tableOf(relation)
      if (table === undefined || !growing.includes(table)) continue
      const rowsInVain = (node['Rows Removed by Filter'] ?? 0) * node['Actual Loops']
      const ran = node['Actual Loops'] > 0
      if (rowsInVain > mostInVain || (ran && node['Node Type'] === 'Seq Scan')) found.push({ table, rowsInVain, text })
    }
  }
  return found
}

function nodesOf(node: PlanNode | undefined): PlanNode[] {
  return node ? [node, ...(node.Plans ?? []).flatMap(nodesOf)] : []
}
