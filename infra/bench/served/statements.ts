import pg from 'pg'

/** One SQL statement as it went to the database. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** Prepared under this name, where it was. */
  readonly name?: string
}

/** Notes whatever this process sends through `pg` until the function it returns is called, which puts everything back. */
export function recordStatements(): () => readonly Statement[] {
  const seen: Statement[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [config, values] = args as [string | Partial<Statement>, unknown[] | undefined]
    const { text = '', values: own, name } = typeof config === 'string' ? { text: config } : config
    seen.push({ text, values: values ?? own ?? [], ...(name === undefined ? {} : { name }) })
    return query.apply(this, args as never)
  } as typeof query
  return () => {
    pg.Client.prototype.query = query
    return seen
  }
}
