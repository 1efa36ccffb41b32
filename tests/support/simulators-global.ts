import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startSimulators, type Simulators } from '../../infra/simulators/start.ts'

declare module 'vitest' {
  interface ProvidedContext {
    simulators: Omit<Simulators, 'stop'>
  }
}

/** One set of simulators for the whole run. A test that plants a fault starts its own, so that no other test meets it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kuaichu-simulators-'))
  const { stop, ...simulators } = await startSimulators({ dataDir })
  project.provide('simulators', simulators)
  return async () => {
    await stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
