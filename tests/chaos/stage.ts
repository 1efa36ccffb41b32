import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../infra/stage/free-port.ts'
import { setStage, type Stage } from '../../infra/stage/stage.ts'

/**
 * The whole of the demo's stage in real processes, on a directory and a port of its own; `stop` leaves nothing behind. `settings` override
 * the server's environment.
 */
export async function ownStage(settings: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kuaichu-chaos-'))
  const stage = await setStage({ dataDir, port: await freePort(), settings })
  return {
    ...stage,
    stop: async () => {
      await stage.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
