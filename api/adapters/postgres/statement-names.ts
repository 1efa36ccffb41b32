import { createHash } from 'node:crypto'

/** Texts that get a name. A connection keeps the plan of each, so what is sent with ever new texts must not fill it. */
const mostNames = 500
const unnamed = ''

/**
 * Names the statements that Prisma sends, so that each connection parses and plans a text once: most of a small statement's cost. The texts that come
 * first get names; later ones (lists of ids of every length) go without. Where a pooler hands connections around by transaction, it must know
 * prepared statements (PgBouncer 1.21 and later).
 */
export function statementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= mostNames) return unnamed
    const name = createHash('sha256').update(sql).digest('hex').slice(0, 32)
    names.set(sql, name)
    return name
  }
}
