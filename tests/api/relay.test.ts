import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../api/adapters/postgres/client.ts'
import type { Context } from '../../api/kernel/context.ts'
import type { Job, Sweep } from '../../api/kernel/jobs.ts'
import { announce } from '../../api/kernel/outbox.ts'
import { relayOnce, startRelay } from '../../api/kernel/relay.ts'
import { sweepOnce } from '../../api/kernel/sweeps.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ worker: false })
})
afterAll(() => platform.stop())
beforeEach(async () => {
  await platform.ctx.db.outboxEvent.deleteMany()
})

const job: Job = {
  name: 'count-event',
  lane: 'maintenance',
  on: ['test.happened'],
  maxAttempts: 1,
  priority: 10,
  keyField: 'id',
  run: () => Promise.resolve(),
}
const happened = (id: string) => ({ topic: 'test.happened', payload: { id, room: 'test:room', version: 1 } })

/** The platform with its outgoing doors written down: what was put into the queue and onto the live channel. */
function observed(onAdd: (id: string) => Promise<void> = () => Promise.resolve()) {
  const queued: string[] = []
  const published: string[] = []
  const batches: string[][] = []
  const ctx: Context = {
    ...platform.ctx,
    queue: {
      ...platform.ctx.queue,
      add: async (_, { id = '' }) => {
        await onAdd(id)
        queued.push(id)
      },
    },
    live: {
      ...platform.ctx.live,
      publish: (...messages) => {
        const ids = messages.map(({ id }) => id)
        published.push(...ids)
        if (ids.length > 0) batches.push(ids)
        return Promise.resolve()
      },
    },
  }
  return { ctx, queued, published, batches, relay: () => relayOnce(ctx, [job]) }
}
const say = (...ids: string[]) => platform.ctx.transact((tx) => announce(tx, ids.map(happened)))

/** Something to wait for until somebody lets it go. */
function gate(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = () => {}
  const promise = new Promise<void>((open) => (resolve = open))
  return { promise, resolve: () => resolve() }
}

describe('an event', () => {
  it('is handed on when its change is committed, once, in order', async () => {
    const { relay, queued, published } = observed()
    await say('1', '2', '3')
    expect(await relay()).toBe(3)
    expect(await relay()).toBe(0)
    expect([queued, published]).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
    ])
  })

  it('is never heard of when its change was rolled back', async () => {
    const { relay, queued } = observed()
    const change = platform.ctx.transact(async (tx) => {
      await announce(tx, [happened('lost')])
      throw new Error('something later failed')
    })
    await expect(change).rejects.toThrow('something later failed')
    expect(await relay()).toBe(0)
    expect(queued).toEqual([])
  })

  it('waits for its own commit and holds up no other', async () => {
    const { relay, queued } = observed()
    const door = gate()
    const written = gate()
    const slow = platform.ctx.transact(async (tx) => {
      await announce(tx, [happened('slow')])
      written.resolve()
      await door.promise
    })
    await written.promise
    await say('quick')
    expect(await relay()).toBe(1)
    expect(queued).toEqual(['quick'])
    door.resolve()
    await slow
    expect(await relay()).toBe(1)
    expect(queued).toEqual(['quick', 'slow'])
  })

  it('is claimed by one of two relays', async () => {
    const held = gate()
    const reached = gate()
    const first = observed(async () => {
      reached.resolve()
      await held.promise
    })
    const second = observed()
    await say('1', '2')
    const running = first.relay()
    await reached.promise
    await say('3')
    expect(await second.relay()).toBe(1)
    held.resolve()
    expect(await running).toBe(2)
    expect([first.queued, second.queued]).toEqual([['1', '2'], ['3']])
  })

  it('is handed on again when the relay died between hand-on and commit', async () => {
    // As a kill would: the relay's connection is gone, and with it what it had not committed.
    const dying = observed(async (id) => {
      if (id === '2')
        await platform.ctx.db
          .$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user
            and datname = current_database() and state = 'idle in transaction'`
    })
    await say('1', '2')
    await expect(dying.relay()).rejects.toThrow()
    expect(dying.queued).toEqual(['1', '2'])
    const next = observed()
    // The pool may hand out the dead connection once more before it has heard; then a relay tries again, as startRelay's does.
    await vi.waitFor(async () => expect(await next.relay()).toBe(2))
    expect(next.queued).toEqual(['1', '2'])
  })

  it('comes in batches, and the last one says that nothing is left', async () => {
    const { relay, queued } = observed()
    await say(...Array.from({ length: 70 }, (_, n) => String(n)))
    expect([await relay(), await relay(), await relay()]).toEqual([50, 20, 0])
    expect(new Set(queued).size).toBe(70)
  })
})

describe('what happens within a moment', () => {
  it('is handed on together; the first of it at once', async () => {
    const { ctx, batches } = observed()
    let wake = (): void => undefined
    const relay = startRelay(
      ctx,
      [job],
      (woken) => {
        wake = woken
        return Promise.resolve({ close: () => Promise.resolve() })
      },
      60_000,
    )
    const happens = async (id: string) => {
      await say(id)
      wake()
    }
    // The relay has looked once when it started, and gathers after that.
    await new Promise((resolve) => setTimeout(resolve, 300))
    await happens('1')
    await vi.waitFor(() => expect(batches).toEqual([['1']]))
    for (const id of ['2', '3', '4']) await happens(id)
    await vi.waitFor(() => expect(batches.flat()).toHaveLength(4))
    await relay.stop()
    expect(batches.flat()).toEqual(['1', '2', '3', '4'])
    expect(batches.length).toBeLessThan(4)
  })

  it('to one thing is told once, as it is then', async () => {
    const { relay, published, queued } = observed()
    await say('1', '2', '1')
    expect(await relay()).toBe(3)
    expect(published).toEqual(['2', '1'])
    expect(queued).toEqual(['1', '2', '1'])
  })
})

describe('a sweep', () => {
  it('is run by one process at a time', async () => {
    const other = { ...platform.ctx, db: openDatabase(platform.ctx.databaseUrl, { poolSize: 1 }) }
    const held = gate()
    const reached = gate()
    let runs = 0
    const sweep: Sweep = {
      name: 'test',
      everyMs: 1,
      run: async () => {
        runs += 1
        reached.resolve()
        await held.promise
      },
    }
    const running = sweepOnce(platform.ctx, sweep)
    await reached.promise
    expect(await sweepOnce(other, sweep)).toBe(false)
    held.resolve()
    expect(await running).toBe(true)
    expect(await sweepOnce(other, sweep)).toBe(true)
    expect(runs).toBe(2)
    await other.db.$disconnect()
  })
})
