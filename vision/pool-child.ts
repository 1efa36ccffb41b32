/** One child process as the pool sees it: started, asked, killed. */
import { type ChildProcess, fork } from 'node:child_process'
import { ChildAnswer, type ChildRequest } from './contract.ts'

export interface ChildEvents {
  ready(): void
  startupFailed(message: string): void
  assessed(answer: Extract<ChildAnswer, { type: 'assessed' }>): void
  /** The process is gone; `reason` names the signal or the exit code. Always the last event. */
  gone(reason: string): void
}

export interface PoolChild {
  readonly pid: number | undefined
  ask(request: ChildRequest): void
  /** SIGKILL: the only way to end a run of the models in the middle. */
  kill(): void
}

/**
 * For glibc: thresholds that stay where they are. Left alone it raises them with the first large block it frees, and after a few photos half of a child's
 * memory is gaps between blocks; lower ones cost page faults (README.md, Memory). Other C libraries do not read these; what the server itself is told goes
 * before.
 */
const allocatorSettings = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: String(32 << 20),
  MALLOC_TRIM_THRESHOLD_: String(128 << 20),
}

/**
 * For V8: room for old objects from the start. Left alone it keeps so little that it collects everything with nearly every photo, 3 ms each time; what
 * the children really keep is 15 MB.
 */
const heapSettings = ['--initial-old-space-size=256']

/** Runs the module, with `parameters`, and with this process's own Node options, so that TypeScript in development stays TypeScript in the child. */
export function startChild(module: URL, parameters: readonly string[], events: ChildEvents): PoolChild {
  const child = fork(module, parameters, {
    serialization: 'advanced',
    execArgv: [...heapSettings, ...nodeOptionsFor(module)],
    env: { ...allocatorSettings, ...process.env },
  })
  let failed: string | null = null
  child.on('message', (message) => {
    const answer = ChildAnswer.parse(message)
    if (answer.type === 'ready') events.ready()
    else if (answer.type === 'assessed') events.assessed(answer)
    else events.startupFailed((failed = answer.message))
  })
  child.on('error', (error) => (failed = error.message))
  onceGone(child, (code, signal) =>
    events.gone(failed ?? (signal ? `killed by ${signal}` : `exited with code ${code}`)),
  )
  return {
    pid: child.pid,
    ask: (request) => {
      // A child that died a moment ago cannot be asked; its `gone` tells the pool.
      if (child.connected) child.send(request, () => {})
    },
    kill: () => child.kill('SIGKILL'),
  }
}

function nodeOptionsFor(module: URL): string[] {
  const runsTypeScript = process.execArgv.some((option) => option.includes('tsx'))
  return module.pathname.endsWith('.ts') && !runsTypeScript
    ? [...process.execArgv, '--import', 'tsx']
    : process.execArgv
}

/** `exit` does not come when the process could not be started at all. */
function onceGone(child: ChildProcess, gone: (code: number | null, signal: NodeJS.Signals | null) => void): void {
  let told = false
  const tell = (code: number | null, signal: NodeJS.Signals | null) => {
    if (told) return
    told = true
    gone(code, signal)
  }
  child.on('exit', tell)
  child.on('error', () => {
    if (child.pid === undefined) tell(null, null)
  })
}
