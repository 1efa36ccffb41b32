import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Stage } from './stage.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const answer = z.object({ events: z.number(), broken: z.array(z.unknown()) })

export interface AuditResult {
  readonly events: number
  readonly verified: boolean
  /** The broken places, as the command names them. */
  readonly broken: readonly unknown[]
}

/** Has the whole record verified as anybody would: `npm run -s audit -- verify`, in a process of its own. */
export async function verifyAudit({
  dataDir,
  environment,
}: Pick<Stage, 'dataDir' | 'environment'>): Promise<AuditResult> {
  const command = ['--import', 'tsx', 'api/audit-cli.ts', 'verify', '--json', '--data', dataDir]
  const { stdout } = await run(process.execPath, command, { cwd: root, env: environment }).catch((error: unknown) => {
    // Exit status 1 is an answer: broken, with the places on standard output.
    if ((error as { code?: unknown }).code === 1) return error as { stdout: string }
    throw error
  })
  const { events, broken } = answer.parse(JSON.parse(stdout))
  return { events, verified: broken.length === 0, broken }
}
