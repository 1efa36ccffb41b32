import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const serverModule = fileURLToPath(new URL('../../api/main.ts', import.meta.url))
/** As `npm start` says: what a request or a job makes and drops is swept away less often, and less of it is taken for long-lived. */
const nodeOptions = ['--max-semi-space-size=32']
/** A laptop with nothing else to do needs four seconds; a machine that is busy with other work took fifty. */
const startWithinMs = 180_000

/** Starts one process of the platform in this role; resolves when it does its work. */
export function startServer(env: NodeJS.ProcessEnv, role: 'http' | 'worker' | 'all' = 'all'): Promise<ChildProcess> {
  // stdout belongs to the play; the server's log goes where errors go.
  const child = fork(serverModule, [`--role=${role}`], {
    cwd: root,
    env,
    execArgv: [...nodeOptions, '--import', 'tsx'],
    stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('the server did not start within three minutes'))
    }, startWithinMs)
    child.once('message', () => {
      clearTimeout(timer)
      resolve(child)
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`the server ended with ${code ?? 'a signal'} before it was ready`))
    })
  })
}

/** Sends the signal and waits for the end. */
export async function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await exit
}
