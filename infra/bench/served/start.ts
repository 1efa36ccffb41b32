import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import type { EmbeddedPostgres } from '../../../api/adapters/postgres/embedded.ts'
import { startEmbeddedPostgres } from '../../../api/adapters/postgres/embedded.ts'
import { hashSecret, newSecret } from '../../../api/kernel/ids.ts'
import { sessionCookies } from '../../../api/http/cookies.ts'
import { freePort } from '../../stage/free-port.ts'
import type { Ask, Told } from './main.ts'
import type { Statement } from './statements.ts'

/** The http role in a process of its own, on an embedded database. Nothing that it would send a message to is there. */
export interface Served {
  readonly url: string
  readonly pid: number
  readonly database: EmbeddedPostgres
  /** The database's process, which is nobody's child. */
  databasePid(): number
  /** The statements that the process sends meanwhile. */
  statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]>
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** Nobody listens there: lists ask nobody. */
const nowhere = 'http://127.0.0.1:9'

/** `dataDir` is made where it is missing; a database that lies there already is used as it is. */
export async function startServed(dataDir: string): Promise<Served> {
  const database = await startEmbeddedPostgres({ dir: join(dataDir, 'postgres') })
  const port = await freePort()
  const child = startProgram(fileURLToPath(new URL('./main.ts', import.meta.url)), {
    // Where production writes its access log, too; it is not read here.
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    PORT: String(port),
    // The process finds the database below it, and keeps the keys of its sealed columns there.
    KUAICHU_DATA_DIR: dataDir,
    SMS_URL: nowhere,
    SMS_TOKEN: randomUUID(),
    REGISTRIES_URL: nowhere,
    REGISTRIES_TOKEN: randomUUID(),
    INSURERS: JSON.stringify([{ id: 'PICC', url: nowhere, secret: randomUUID(), codeTable: 'core-system' }]),
  })
  const stop = async () => {
    child.disconnect()
    await new Promise((resolve) => child.once('exit', resolve))
    await database.stop()
  }
  await told(child, 'listening').catch(async (error: unknown) => {
    await database.stop()
    throw error
  })
  const ask = (what: Ask) => void child.send(what)
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    database,
    databasePid: () => Number(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
    async statementsOf(work) {
      ask('record')
      await work()
      ask('recorded')
      const answer = await told(child, 'recorded')
      return answer.type === 'recorded' ? answer.statements : []
    },
    stop,
  }
}

/** A program of the benchmark in a process of its own; its log goes nowhere, its errors to ours. */
export function startProgram(path: string, env: Readonly<Record<string, string>>): ChildProcess {
  return fork(path, {
    cwd: root,
    env: { ...process.env, ...env },
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

export function told(child: ChildProcess, type: Told['type']): Promise<Told> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) =>
      reject(new Error(`a program of the benchmark ended with ${code ?? 'a signal'}`))
    const listen = (message: Told) => {
      if (message.type !== type) return
      child.off('message', listen)
      child.off('exit', ended)
      resolve(message)
    }
    child.on('message', listen)
    child.once('exit', ended)
  })
}

/** A session of this member of staff or driver, begun without a sign-in; the Cookie header that a browser would send. */
export async function cookieOf(owner: Client, kind: 'staff' | 'driver', id: string): Promise<string> {
  const secret = newSecret()
  await owner.query(
    `insert into session (id, kind, "staffUserId", "driverId", "lastSeenAt", "expiresAt") values ($1, $2, $3, $4, now(), now() + interval '12 hours')`,
    [hashSecret(secret), kind, kind === 'staff' ? id : null, kind === 'driver' ? id : null],
  )
  return `${sessionCookies[kind]}=${secret}`
}

export async function staffId(owner: Client, loginName: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>('select id from staff_user where "loginName" = $1', [loginName])
  const [row] = rows
  if (!row) throw new Error(`no account ${loginName}`)
  return row.id
}
