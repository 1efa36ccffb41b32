import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { processTree } from '../../stage/processes.ts'

/** What one block came to, as its generator tells. */
export interface Load {
  readonly requests: number
  readonly seconds: number
  /** Answers other than 2xx, and none at all. */
  readonly failed: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** How much of one core the generator used: near 1 it is itself the bound. */
  readonly generatorBusy: number
}

export interface Block extends Load {
  readonly requestsPerSecond: number
  /** CPU time of the server's process for one request, ms. */
  readonly cpuMs: number
}

export interface Target {
  readonly url: string
  readonly pid: number
  readonly cookie?: string
}

const run = promisify(execFile)
const generator = fileURLToPath(new URL('./generator.ts', import.meta.url))

/** Loads a server from another process for some seconds. Fails where any request does: a refusal is quickly made. */
export async function loadFor(
  target: Target,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Block> {
  const before = cpuMsOf(target.pid)
  const { stdout } = await run(
    process.execPath,
    ['--import', 'tsx', generator, target.url, String(connections), String(seconds)],
    {
      env: { ...process.env, COOKIE: target.cookie ?? '' },
    },
  )
  const load = JSON.parse(stdout) as Load
  if (load.failed > 0) throw new Error(`${target.url}: ${load.failed} of ${load.requests} requests failed`)
  return {
    ...load,
    requestsPerSecond: load.requests / load.seconds,
    cpuMs: (cpuMsOf(target.pid) - before) / load.requests,
  }
}

const cpuMsOf = (pid: number) => processTree([pid]).find((entry) => entry.pid === pid)?.cpuMs ?? 0
