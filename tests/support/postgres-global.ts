import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { stopEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Directory of the one PostgreSQL server of this run; started by the first test that asks for a database. */
    postgresDir: string
  }
}

/** vitest globalSetup: names the directory of the run's server and, when all is over, stops it and removes everything. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = await mkdtemp(join(tmpdir(), 'kuaichu-test-'))
  const dir = join(parent, 'postgres')
  project.provide('postgresDir', dir)
  return async () => {
    await stopEmbeddedPostgres(dir)
    await rm(parent, { recursive: true, force: true })
  }
}
