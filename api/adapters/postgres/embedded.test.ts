import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres, stopEmbeddedPostgres, type EmbeddedPostgres } from './embedded.ts'
import { withClient } from './roles.ts'

const isRoot = process.getuid?.() === 0
const directories: string[] = []
const children: ChildProcess[] = []

async function newDirectory(below = tmpdir()): Promise<string> {
  const parent = await mkdtemp(join(below, 'kuaichu-embedded-'))
  directories.push(parent)
  return join(parent, 'postgres')
}

/** Another Node process that starts the server and then only waits. */
async function startInAnotherProcess(dir: string) {
  const program = `
    import { startEmbeddedPostgres } from '${new URL('./embedded.ts', import.meta.url).href}'
    const { port, attached } = await startEmbeddedPostgres({ dir: ${JSON.stringify(dir)} })
    console.log(JSON.stringify({ port, attached }))
    process.stdin.resume()`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, ...(JSON.parse(line) as Pick<EmbeddedPostgres, 'port' | 'attached'>) }
}

async function one<T>(url: string, sql: string): Promise<T> {
  return withClient(
    url,
    async (client) => (await client.query<{ value: T }>(`SELECT (${sql}) AS value`)).rows[0]?.value as T,
  )
}

async function run(url: string, sql: string): Promise<void> {
  await withClient(url, (client) => client.query(sql))
}

const bornAt = (url: string) => one<string>(url, 'SELECT pg_postmaster_start_time()::text')

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const parent of directories.splice(0)) {
    await stopEmbeddedPostgres(join(parent, 'postgres'))
    await rm(parent, { recursive: true, force: true })
  }
})

describe('the first start', () => {
  it('makes a durable UTF-8 server on loopback with an owner that is no superuser and an application role without rights', async () => {
    const server = await startEmbeddedPostgres({ dir: await newDirectory() })
    expect(server.attached).toBe(false)
    expect(await one(server.ownerUrl, `current_setting('server_encoding')`)).toBe('UTF8')
    expect(await one(server.ownerUrl, `current_setting('fsync') || current_setting('synchronous_commit')`)).toBe('onon')
    expect(await one(server.ownerUrl, `current_setting('listen_addresses')`)).toBe('127.0.0.1')
    expect(await one(server.ownerUrl, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toBe(false)

    await run(server.ownerUrl, 'CREATE TABLE hidden (id int)')
    await expect(run(server.appUrl, 'CREATE TABLE mine (id int)')).rejects.toThrow(
      'permission denied for schema public',
    )
    await expect(run(server.appUrl, 'SELECT * FROM hidden')).rejects.toThrow('permission denied for table hidden')
  })

  it('keeps the passwords in a file that only its owner reads, and out of the log', async () => {
    const dir = await newDirectory()
    await startEmbeddedPostgres({ dir })
    const file = join(dir, 'credentials.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const log = await readFile(join(dir, 'postgres.log'), 'utf8')
    for (const password of Object.values(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>))
      expect(log).not.toContain(password)
  })

  it('refuses a directory that holds something else', async () => {
    const dir = await newDirectory()
    await mkdir(dir)
    await writeFile(join(dir, 'diary.txt'), 'mine')
    await expect(startEmbeddedPostgres({ dir })).rejects.toThrow('cannot make a PostgreSQL data directory')
    expect(await readFile(join(dir, 'diary.txt'), 'utf8')).toBe('mine')
  })

  it.runIf(isRoot)('works below the home of root, which nobody else can enter', async () => {
    const server = await startEmbeddedPostgres({ dir: await newDirectory(homedir()) })
    expect(await one(server.appUrl, '1')).toBe(1)
  })

  it.runIf(isRoot)('falls back to an unprivileged user where user namespaces are forbidden', async () => {
    const dir = await newDirectory()
    const parent = directories.at(-1) ?? ''
    await expect(startEmbeddedPostgres({ dir, runAs: 'unprivileged-user' })).rejects.toThrow(
      `user "nobody" cannot reach ${parent}`,
    )
    await chmod(parent, 0o755)
    const server = await startEmbeddedPostgres({ dir, runAs: 'unprivileged-user' })
    expect(await one(server.appUrl, '1')).toBe(1)
    await server.stop()
    const later = await startEmbeddedPostgres({ dir, runAs: 'user-namespace' })
    expect(await one(later.appUrl, '1')).toBe(1)
  })
})

describe('a later start', () => {
  it('finds the data again, on the same port', async () => {
    const dir = await newDirectory()
    const first = await startEmbeddedPostgres({ dir })
    await run(first.ownerUrl, `CREATE TABLE note AS SELECT '快处' AS text`)
    await first.stop()
    const second = await startEmbeddedPostgres({ dir })
    expect(second).toMatchObject({ attached: false, port: first.port })
    expect(await one(second.ownerUrl, 'SELECT text FROM note')).toBe('快处')
  })

  it('attaches to the server that outlived the process which started it', async () => {
    const dir = await newDirectory()
    const started = await startInAnotherProcess(dir)
    const exited = once(started.child, 'exit')
    started.child.kill('SIGKILL')
    await exited
    const server = await startEmbeddedPostgres({ dir })
    expect(server).toMatchObject({ attached: true, port: started.port })
    expect(await one(server.appUrl, '1')).toBe(1)
  })

  it('comes up after the server itself was killed', async () => {
    const dir = await newDirectory()
    const first = await startEmbeddedPostgres({ dir })
    await run(first.ownerUrl, 'CREATE TABLE note AS SELECT 1 AS id')
    process.kill(Number((await readFile(join(dir, 'data/postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL')
    const second = await startEmbeddedPostgres({ dir })
    expect(second.attached).toBe(false)
    expect(await one(second.ownerUrl, 'SELECT id FROM note')).toBe(1)
  })

  it('is not misled by a stale postmaster.pid whose number now belongs to another program', async () => {
    const dir = await newDirectory()
    const first = await startEmbeddedPostgres({ dir })
    const pidFile = join(dir, 'data/postmaster.pid')
    const lines = (await readFile(pidFile, 'utf8')).split('\n')
    await first.stop()
    const stranger = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: 'pipe' })
    children.push(stranger)
    await writeFile(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'))
    expect((await startEmbeddedPostgres({ dir })).attached).toBe(false)
  })

  it('takes another port when the remembered one is taken', async () => {
    const dir = await newDirectory()
    const first = await startEmbeddedPostgres({ dir })
    await first.stop()
    const squatter = await startEmbeddedPostgres({ dir: await newDirectory(), port: first.port })
    const second = await startEmbeddedPostgres({ dir })
    expect(second.port).not.toBe(squatter.port)
    expect(await one(second.ownerUrl, '1')).toBe(1)
  })
})

describe('two starts at once', () => {
  it('let exactly one make and start the server; the other attaches', async () => {
    const dir = await newDirectory()
    const [a, b] = await Promise.all([startInAnotherProcess(dir), startInAnotherProcess(dir)])
    expect([a.attached, b.attached].sort()).toEqual([false, true])
    expect(a.port).toBe(b.port)
    expect(await one((await startEmbeddedPostgres({ dir })).appUrl, '1')).toBe(1)
  })

  it('also do so on a directory that exists', async () => {
    const dir = await newDirectory()
    await (await startEmbeddedPostgres({ dir })).stop()
    const servers = await Promise.all([
      startEmbeddedPostgres({ dir }),
      startEmbeddedPostgres({ dir }),
      startEmbeddedPostgres({ dir }),
    ])
    expect(servers.filter(({ attached }) => !attached)).toHaveLength(1)
    expect(new Set(await Promise.all(servers.map(({ ownerUrl }) => bornAt(ownerUrl)))).size).toBe(1)
  })
})
