import { parseArgs } from 'node:util'

export interface ApiOptions {
  readonly json: boolean
  readonly cases: number
  readonly blocks: number
  readonly seconds: number
  readonly connections: number
  /** Rows that one page asks for; the portals ask for 50. */
  readonly limit: number
}

export const usage = `usage: npm run -s bench:api -- [--json] [--cases 5000] [--blocks 5] [--seconds 4] [--connections 20] [--limit 50]

How much of the speed of a bare express handler the list of cases keeps, with its session, access rules, paging and checked answer. Both run on one
database, each in a process of its own, and are loaded in turns from a third; the bare handler sends the statements that the list was seen to send.
The best block of each counts, for the machine may be busy with other things; CPU time per request stands beside it.

  --json           print one JSON object as the last line
  --cases N        made-up cases in the database
  --blocks N       how often each is loaded
  --seconds N      for how long
  --connections N  by how many connections at a time
  --limit N        rows of the page`

export function readOptions(args: readonly string[]): ApiOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      cases: { type: 'string', default: '5000' },
      blocks: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string', default: '20' },
      limit: { type: 'string', default: '50' },
    },
  })
  return {
    json: values.json,
    cases: count('--cases', values.cases, 10_000_000),
    blocks: count('--blocks', values.blocks, 100),
    seconds: count('--seconds', values.seconds, 600),
    connections: count('--connections', values.connections, 500),
    limit: count('--limit', values.limit, 100),
  }
}

function count(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`${name} takes a number from 1 to ${most}`)
  return value
}
