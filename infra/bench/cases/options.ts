import { parseArgs } from 'node:util'

export interface CasesOptions {
  readonly json: boolean
  readonly cases: number
  /** How often each question is asked. */
  readonly times: number
  /** Where the filled database stays, to be asked again. */
  readonly data: string | undefined
}

export const usage = `usage: npm run -s bench:cases -- [--json] [--cases 100000] [--times 40] [--data DIR]

Fills the embedded PostgreSQL with made-up cases of three years, and asks every list and search of the API over HTTP, for readers of many cases and of few:
how long they take (p95), and which of them read a whole table. A million cases take a quarter of an hour on two cores and 7 GB.

  --json      print one JSON object as the last line
  --cases N   how many cases
  --times N   how often each question is asked
  --data DIR  keeps the filled database in DIR; where it is there already, only asks again`

export function readOptions(args: readonly string[]): CasesOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      cases: { type: 'string', default: '100000' },
      times: { type: 'string', default: '40' },
      data: { type: 'string' },
    },
  })
  return {
    json: values.json,
    cases: count('--cases', values.cases, 100_000_000),
    times: count('--times', values.times, 10_000),
    data: values.data,
  }
}

function count(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`${name} takes a number from 1 to ${most}`)
  return value
}
