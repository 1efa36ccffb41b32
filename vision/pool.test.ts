import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type PoolOptions, VisionPool } from './pool.ts'

const answering = new URL('./test-children/answering.testing.ts', import.meta.url)
const failing = new URL('./test-children/failing.testing.ts', import.meta.url)
const mute = new URL('./test-children/mute.testing.ts', import.meta.url)
const pools: VisionPool[] = []

function openPool(options: PoolOptions): VisionPool {
  const pool = new VisionPool({ children: 1, childModule: answering, ...options })
  pools.push(pool)
  return pool
}

const order = (text: string) => Buffer.from(text)
const echo = (message: string) => ({ ok: false, error: { code: 'not-an-image', message } })

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})

describe('VisionPool', () => {
  it('answers each photo with its own assessment', async () => {
    const pool = openPool({ children: 2 })
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => pool.assess(order(text))))
    expect(answers).toEqual(['a', 'b', 'c', 'd', 'e'].map(echo))
  })

  it.each(['SIGKILL', 'SIGSEGV'])(
    'tries a photo whose child died of %s once more, then calls it crashed and goes on',
    async (signal) => {
      const pool = openPool({})
      const crashed = await pool.assess(order(signal))
      expect(crashed).toMatchObject({ ok: false, error: { code: 'crashed', message: expect.stringContaining(signal) } })
      expect(await pool.assess(order('next'))).toEqual(echo('next'))
    },
  )

  it.each(['die-once', 'hang-once'])(
    'gives the assessment when the second child survives the photo: %s',
    async (what) => {
      const folder = mkdtempSync(join(tmpdir(), 'vision-pool-'))
      try {
        const pool = openPool({ timeoutMs: 1000 })
        expect(await pool.assess(order(`${what} ${join(folder, 'once')}`))).toEqual(echo(what))
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )

  it('kills a child that hangs twice at a photo and goes on with a new one', async () => {
    const pool = openPool({ timeoutMs: 200 })
    expect(await pool.assess(order('hang'))).toMatchObject({ ok: false, error: { code: 'timed-out' } })
    expect(await pool.assess(order('next'))).toEqual(echo('next'))
  })

  it('refuses photos beyond the bound of its queue', async () => {
    const pool = openPool({ maxWaiting: 1 })
    const waiting = pool.assess(order('waits'))
    await expect(pool.assess(order('too many'))).rejects.toMatchObject({ code: 'busy' })
    expect(await waiting).toEqual(echo('waits'))
  })

  it('reports children that cannot start instead of starting them for ever', async () => {
    const pool = openPool({ childModule: failing })
    await expect(pool.assess(order('x'))).rejects.toMatchObject({
      code: 'no-child',
      message: expect.stringContaining('no models here'),
    })
    await expect(pool.assess(order('y'))).rejects.toMatchObject({ code: 'no-child' })
    expect(pool.pids).toEqual([])
  })

  it('does not wait for ever for a child that never gets ready', async () => {
    const pool = openPool({ childModule: mute, startTimeoutMs: 200 })
    await expect(pool.assess(order('x'))).rejects.toMatchObject({
      code: 'no-child',
      message: expect.stringContaining('SIGKILL'),
    })
  })

  it('tries again after a while, for what kept its children from starting may pass', async () => {
    const pool = openPool({ childModule: failing, restartAfterMs: 100 })
    await expect(pool.assess(order('x'))).rejects.toMatchObject({ code: 'no-child' })
    vi.stubEnv('VISION_TEST_HEALED', 'yes')
    await vi.waitFor(async () => expect(await pool.assess(order('y'))).toEqual(echo('y')), 20_000)
    vi.unstubAllEnvs()
  })

  it('leaves no process and rejects what was in work when it is closed', async () => {
    const pool = openPool({ children: 2 })
    await pool.assess(order('warm'))
    const hanging = pool.assess(order('hang')).catch((error: unknown) => error)
    const pids = pool.pids
    await pool.close()
    expect(await hanging).toMatchObject({ code: 'closed' })
    expect(pids.filter(isAlive)).toEqual([])
  })

  it('has children that stand back, also those that come for the ones that died', async () => {
    const pool = openPool({ niceness: getPriority() + 3 })
    await pool.assess(order('SIGKILL'))
    await pool.assess(order('again'))
    expect(pool.pids.map((pid) => getPriority(pid))).toEqual([getPriority() + 3])
  })

  it('has children that go when their parent is killed', async () => {
    const script = fileURLToPath(new URL('./test-children/parent.testing.ts', import.meta.url))
    const parent = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pids = line.toString().trim().split(' ').map(Number)
    expect(pids.filter(isAlive)).toHaveLength(2)
    parent.kill('SIGKILL')
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), 10_000)
  })

  it('assesses a real photo although its child is killed in the middle of it', async () => {
    const pool = new VisionPool({ children: 1 })
    pools.push(pool)
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 30 }
    const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'grey', noise } })
      .jpeg()
      .toBuffer()
    const assessment = pool.assess(photo)
    await vi.waitFor(() => expect(pool.load.busy).toBe(1), 20_000)
    process.kill(pool.pids[0] ?? 0, 'SIGKILL')
    expect(await assessment).toMatchObject({ ok: true, facts: { image: { width: 640, height: 480 }, plates: [] } })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
