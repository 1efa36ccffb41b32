import { createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { systemActor } from '../../api/kernel/access/roles.ts'
import { recordAudit } from '../../api/kernel/audit/record.ts'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import { announce } from '../../api/kernel/outbox.ts'
import type { KernelTransaction } from '../../api/kernel/transaction.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ worker: false })
})
afterAll(() => platform.stop())
beforeEach(async () => {
  await platform.ctx.db.outboxEvent.deleteMany()
})

const note = (tx: KernelTransaction, stream: string, action: string) =>
  recordAudit(tx, platform.ctx.clock.now(), { stream, action, actor: systemActor })
const say = (tx: KernelTransaction, ...ids: string[]) =>
  announce(
    tx,
    ids.map((id) => ({ topic: 'test.happened', payload: { id } })),
  )

const linksOf = async (stream: string) => {
  const links = await platform.ctx.db.auditEvent.findMany({ where: { stream }, orderBy: { seq: 'asc' } })
  return links.map(({ seq, action }) => `${seq} ${action}`)
}
const told = async () => {
  const events = await platform.ctx.db.outboxEvent.findMany({ orderBy: { id: 'asc' } })
  return events.map(({ payload }) => (payload as { id: string }).id)
}
const broken = async () => {
  const { db, objects, policy } = platform.ctx
  const publicKey = createPublicKey(policy.auditSigningKey).export({ type: 'spki', format: 'pem' }).toString()
  return (await verifyAudit({ db, objects, publicKey })).broken
}

it('are written in the order in which the use case left them, each link at the end of its own chain', async () => {
  await platform.ctx.transact(async (tx) => {
    await note(tx, 'test:b', 'first')
    await say(tx, '1', '2')
    await note(tx, 'test:a', 'second')
    await note(tx, 'test:b', 'third')
    await say(tx, '3')
  })
  await platform.ctx.transact((tx) => note(tx, 'test:b', 'fourth'))
  expect(await linksOf('test:b')).toEqual(['1 first', '2 third', '3 fourth'])
  expect(await linksOf('test:a')).toEqual(['1 second'])
  expect(await told()).toEqual(['1', '2', '3'])
  expect(await broken()).toEqual([])
})

it('are gone with a change that was rolled back', async () => {
  const change = platform.ctx.transact(async (tx) => {
    await note(tx, 'test:undone', 'first')
    await say(tx, 'undone')
    throw new Error('something later failed')
  })
  await expect(change).rejects.toThrow('something later failed')
  expect([await linksOf('test:undone'), await told()]).toEqual([[], []])
})

it('are written at once where a transaction gathers none', async () => {
  await platform.ctx.db.$transaction(async (tx) => {
    await note(tx, 'test:plain', 'first')
    await say(tx, 'plain')
  })
  expect([await linksOf('test:plain'), await told()]).toEqual([['1 first'], ['plain']])
})

it('of many changes at once make one chain without a gap, also where nobody had begun it', async () => {
  const changes = Array.from({ length: 8 }, () =>
    platform.ctx.transact(async (tx) => {
      await note(tx, 'test:crowd', 'act')
      await note(tx, 'test:other', 'act')
      await note(tx, 'test:crowd', 'act')
    }),
  )
  await Promise.all(changes)
  expect(await linksOf('test:crowd')).toEqual(Array.from({ length: 16 }, (_, n) => `${n + 1} act`))
  expect(await linksOf('test:other')).toHaveLength(8)
  expect(await broken()).toEqual([])
})
