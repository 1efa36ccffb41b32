import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { provision, withClient } from '../../api/adapters/postgres/roles.ts'
import { freePort } from '../stage/free-port.ts'
import { program, type Program } from './program.ts'

const run = promisify(execFile)

export interface PostgresServer extends Program {
  readonly ownerUrl: string
  readonly appUrl: string
  stop(): Promise<void>
}

const installedIn = '/usr/lib/postgresql'
const packageName = 'the package postgresql'

/** A cluster of the system's own PostgreSQL, the newest there is, with our two roles and an empty database. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = await newestBin()
  const folder = await mkdtemp(join(tmpdir(), 'kuaichu-postgres-'))
  const as = await unprivileged()
  if (as.uid !== undefined && as.gid !== undefined) await chown(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const [superuser, owner, app] = [password(), password(), password()]
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, superuser)
  await chmod(passwordFile, 0o644)
  const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  await run(join(bin, 'initdb'), ['-D', data, ...access, '-E', 'UTF8', '--locale', 'C'], { ...as, cwd: folder })
  await rm(passwordFile)
  const port = await freePort()
  const url = (user: string, secret: string, database = 'kuaichu') =>
    `postgres://${user}:${secret}@127.0.0.1:${port}/${database}`
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200']
  const server = program({
    command: [join(bin, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    as,
    isUp: () => answersQueries(url('postgres', superuser, 'postgres')),
    from: packageName,
  })
  await server.start()
  await provision(url('postgres', superuser, 'postgres'), { owner, app })
  return {
    ...server,
    ownerUrl: url('kuaichu_owner', owner),
    appUrl: url('kuaichu_app', app),
    stop: async () => {
      await server.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses root, so there it runs as the user that its package makes. */
async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (which) => (await run('id', [which, 'postgres'])).stdout))
  return { uid: Number(uid), gid: Number(gid) }
}

async function newestBin(): Promise<string> {
  const versions = await readdir(installedIn).catch(() => [])
  const [newest] = versions.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a))
  if (newest === undefined) throw new Error(`there is no PostgreSQL in ${installedIn}: it comes from ${packageName}`)
  return join(installedIn, newest, 'bin')
}

/** It listens before it has recovered. */
const answersQueries = (url: string) =>
  withClient(url, (client) => client.query('select 1')).then(
    () => true,
    () => false,
  )

const password = () => randomBytes(18).toString('base64url')
