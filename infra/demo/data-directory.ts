import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isEmbeddedPostgresInUse, stopEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import { processTree } from '../stage/processes.ts'

/** Marks a data directory as the demo's own, to be made anew at each run; bears the process that made it. */
const marker = 'DEMO'

/**
 * Empties the demo's data directory. Refuses one that holds real cases, and one that another demo or a server works on at this moment:
 * it would lose its data under its hands.
 */
export async function freshDataDirectory(path: string): Promise<string> {
  const dir = resolve(path)
  const used = existsSync(dir) && readdirSync(dir).length > 0
  if (used && !existsSync(join(dir, marker))) {
    throw new Error(`${dir} holds data that are not the demo's. Set KUAICHU_DATA_DIR to another directory.`)
  }
  if (used) {
    const database = join(dir, 'postgres')
    if (demoRunsOn(dir) || (await isEmbeddedPostgresInUse(database))) {
      throw new Error(
        `${dir} is in use by a running demo or server. Stop it, or set KUAICHU_DATA_DIR to another directory.`,
      )
    }
    await stopEmbeddedPostgres(database)
    rmSync(dir, { recursive: true, force: true })
  }
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, marker), `${process.pid}\nSample data of "npm run demo"; made anew at each run.\n`)
  return dir
}

/** Whether the demo that made this directory still runs: before its server has started nothing else tells of it. */
function demoRunsOn(dir: string): boolean {
  const pid = Number.parseInt(readFileSync(join(dir, marker), 'utf8'), 10)
  return (
    pid !== process.pid && processTree([pid]).some((entry) => entry.pid === pid && entry.command.includes('demo/main'))
  )
}
