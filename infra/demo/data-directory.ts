import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { stopEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'

/** Marks a data directory as the demo's own, to be made anew at each run. */
const marker = 'DEMO'

/** Empties the demo's data directory; refuses one that holds real cases. */
export async function freshDataDirectory(path: string): Promise<string> {
  const dir = resolve(path)
  const used = existsSync(dir) && readdirSync(dir).length > 0
  if (used && !existsSync(join(dir, marker))) {
    throw new Error(`${dir} holds data that are not the demo's. Set KUAICHU_DATA_DIR to another directory.`)
  }
  if (used) {
    await stopEmbeddedPostgres(join(dir, 'postgres'))
    rmSync(dir, { recursive: true, force: true })
  }
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, marker), 'Sample data of "npm run demo"; made anew at each run.\n')
  return dir
}
