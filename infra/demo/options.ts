import { parseArgs } from 'node:util'

export interface DemoOptions {
  /** End after the play, with status 0 or 1. */
  readonly exit: boolean
  /** Print one JSON object as the last line. */
  readonly json: boolean
  /** Photos of one's own instead of the sample photos. */
  readonly photos: string | undefined
  /** Several processes on PostgreSQL, Redis and an S3 store instead of everything embedded. */
  readonly production: boolean
  readonly port: number
  readonly dataDir: string
}

export const usage = `usage: npm run demo [-- --exit] [-- --json] [-- --photos DIR] [-- --port N] [-- --production]

Starts everything embedded with sample data, plays one accident over real HTTP from the first photo to the signed, claimed and
reviewed determination, and leaves the portals open on http://localhost:8080.

  --exit        end after the play: status 0 when it went through, 1 when it did not
  --json        print one JSON object as the last line
  --photos DIR  use the first 12 photos of DIR by name; the parties come from DIR/labels.jsonl where there is one
  --port N      another port than 8080
  --production  two http and two worker processes on PostgreSQL, Redis and an S3 store: those of DATABASE_URL,
                DATABASE_OWNER_URL, REDIS_URL and S3_*, or else on throw-away ones (Debian: postgresql, redis-server)`

export function readOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      exit: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      photos: { type: 'string' },
      port: { type: 'string', default: '8080' },
      production: { type: 'boolean', default: false },
    },
  })
  return {
    exit: values.exit,
    json: values.json,
    photos: values.photos,
    port: portOf(values.port),
    production: values.production,
    dataDir: process.env.KUAICHU_DATA_DIR ?? '.data',
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Error(`--port wants a number from 1 to 65535, not ${text}`)
  return port
}
