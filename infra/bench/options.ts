import { parseArgs } from 'node:util'

export interface BenchOptions {
  readonly json: boolean
  /** Folder of photos to send instead of the sample photos. */
  readonly photos: string | undefined
  readonly count: number
}

export const usage = `usage: npm run -s bench:verdict -- [--json] [--photos DIR] [--count 50]

Starts the platform and sends photos of about 3 MB one after another, as a driver's phone does. Measures from the acknowledgement
(201 of POST /evidence) until the page knows the verdict: told on the live channel, and fetched.

  --json        print one JSON object as the last line
  --photos DIR  send the photos of DIR, grown to 3 MB, instead of the sample photos
  --count N     how many (each differs in its grain)`

export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      photos: { type: 'string' },
      count: { type: 'string', default: '50' },
    },
  })
  const count = Number(values.count)
  if (!Number.isInteger(count) || count < 1 || count > 200) throw new Error('--count takes a number from 1 to 200')
  return { json: values.json, photos: values.photos, count }
}
