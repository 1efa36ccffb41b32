import { parseArgs } from 'node:util'
import { photosFolder } from '../../samples/label.ts'

export interface ReuseOptions {
  readonly json: boolean
  /** Folders of photos that stored fingerprints are made like. */
  readonly photos: readonly string[]
  readonly rows: number
  readonly queries: number
  /** Where the filled database stays, to be measured again. */
  readonly data: string | undefined
}

export const usage = `usage: npm run -s bench:reuse -- [--json] [--photos DIR]... [--rows 100000] [--queries 100] [--data DIR]

Fills the embedded PostgreSQL with fingerprints made like those of real photos, and looks for copies of the photos (cut, scaled, brightened, encoded
again) as the platform does. Tells how long a search takes, how many copies it finds and how many photos it takes for copies that are none.
10 million rows take half an hour on two busy cores and 8 GB below the folder for temporary files (TMPDIR).

  --json        print one JSON object as the last line
  --photos DIR  photos to make them from, instead of the 12 sample photos; may be repeated. The more there are, the more the figures say
  --rows N      how many fingerprints are stored
  --queries N   how many copies are looked for
  --data DIR    keeps the filled database in DIR; where it is there already, only measures again`

export function readOptions(args: readonly string[]): ReuseOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      photos: { type: 'string', multiple: true, default: [photosFolder] },
      rows: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '100' },
      data: { type: 'string' },
    },
  })
  return {
    data: values.data,
    json: values.json,
    photos: values.photos,
    rows: count('--rows', values.rows, 100_000_000),
    queries: count('--queries', values.queries, 100_000),
  }
}

function count(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`${name} takes a number from 1 to ${most}`)
  return value
}
