import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printedPages } from '../../api/modules/determinations/document/pdf-reading.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { act, issue, rearEnd, takenCase, versionOf, type Case } from './determinations.cases.ts'

let platform: TestPlatform
let li: Caller
let officer: Caller

beforeAll(async () => {
  platform = await startTestPlatform()
  li = await platform.staff('surveyor.li')
  officer = await platform.staff('officer.wang')
})
afterAll(() => platform.stop())

/** A case that a party disputed before anything was decided. */
async function disputed(): Promise<Case> {
  const taken = await takenCase(platform, li)
  await taken.parties.B.post(`/accidents/${taken.id}/officer-requests`, { reason: '双方有争议' })
  return taken
}

const apply = (who: Caller, id: string, options: { key?: string } = {}) =>
  who.post(`/accidents/${id}/online-application`, {}, options)
const withdraw = (who: Caller, id: string) => who.post(`/accidents/${id}/online-application/withdrawal`)
const decide = async (id: string, procedure?: string) =>
  officer.post(`/accidents/${id}/officer-determinations`, {
    version: await versionOf(officer, id),
    contacts: [rearEnd()],
    reason: '后车未保持安全距离',
    ...(procedure ? { procedure } : {}),
  })
const orderOf = async (id: string) => {
  const { body } = await officer.get('/officer-orders?limit=100')
  return (body.items as { accidentId: string; jointApplication: boolean }[]).find(({ accidentId }) => accidentId === id)
}
const actionOf = async (who: Caller, id: string, action: string) =>
  (
    (await who.get(`/accidents/${id}`)).body.actions as { action: string; allowed: boolean; reason?: { zh: string } }[]
  ).find((each) => each.action === action)
const timelineOf = async (who: Caller, id: string) =>
  ((await who.get(`/accidents/${id}/timeline`)).body.items as { action: string }[]).map(({ action }) => action)

describe('the joint application (APR 20)', () => {
  it('is joint when every party has asked, and only then; the officer’s order and the timeline say so', async () => {
    const { id, parties } = await disputed()
    const first = await apply(parties.A, id)
    expect(first).toMatchObject({ status: 200, body: { state: 'with-officer', jointlyAppliedAt: null } })
    expect((await orderOf(id))?.jointApplication).toBe(false)
    expect(await actionOf(parties.A, id, 'apply-online')).toMatchObject({
      allowed: false,
      reason: { zh: '您已申请，等待其他各方' },
    })
    const last = await apply(parties.B, id)
    expect(last.body.jointlyAppliedAt).not.toBeNull()
    expect((await orderOf(id))?.jointApplication).toBe(true)
    expect(await timelineOf(parties.A, id)).toEqual(
      expect.arrayContaining(['accident.applied-online', 'accident.jointly-applied']),
    )
  })

  it('may follow upon a refusal to sign', async () => {
    const taken = await takenCase(platform, li)
    const determination = await issue(platform, li, taken.id)
    await taken.parties.B.post(`/determinations/${determination.id}/refusals`, { reason: '我没有变道' })
    await apply(taken.parties.A, taken.id)
    expect((await apply(taken.parties.B, taken.id)).body.jointlyAppliedAt).not.toBeNull()
  })

  it('counts both of two who press at once, and a repeated press once', async () => {
    const { id, parties } = await disputed()
    const key = randomUUID()
    const answers = await Promise.all([apply(parties.A, id, { key }), apply(parties.B, id)])
    const again = await apply(parties.A, id)
    expect([...answers, again].map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await officer.get(`/accidents/${id}`)).body.jointlyAppliedAt).not.toBeNull()
    const actions = await timelineOf(officer, id)
    expect(actions.filter((action) => action === 'accident.jointly-applied')).toHaveLength(1)
    expect(actions.filter((action) => action === 'accident.applied-online')).toHaveLength(1)
  })

  it('is joint no more when one party takes its own back', async () => {
    const { id, parties } = await disputed()
    await apply(parties.A, id)
    await apply(parties.B, id)
    expect(await withdraw(parties.A, id)).toMatchObject({ status: 200, body: { jointlyAppliedAt: null } })
    expect((await orderOf(id))?.jointApplication).toBe(false)
    expect((await withdraw(parties.A, id)).body.code).toBe('not-now')
    expect(await decide(id, 'online')).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })

  it('is over when the officer gives the case back', async () => {
    const { id, parties } = await disputed()
    await apply(parties.A, id)
    await apply(parties.B, id)
    await act(officer, id, 'return', { reason: '请补充照片' })
    const { body } = await officer.get(`/accidents/${id}`)
    expect(body.jointlyAppliedAt).toBeNull()
    expect(body.parties.map(({ appliedOnline }: { appliedOnline: boolean }) => appliedOnline)).toEqual([false, false])
  })

  it('is a party’s own, on a case that is with an officer', async () => {
    const { id, parties } = await disputed()
    expect((await apply(officer, id)).status).toBe(403)
    expect((await apply(li, id)).status).toBe(403)
    expect((await apply(platform.stranger(), id)).status).toBe(401)
    expect((await apply(await platform.driver('13911113333'), id)).status).toBe(404)
    expect((await withdraw(await platform.driver('13911113333'), id)).status).toBe(404)
    expect((await apply(parties.A, randomUUID())).status).toBe(404)
    const { id: deciding, parties: others } = await takenCase(platform, li)
    expect((await apply(others.A, deciding)).body.code).toBe('not-now')
    expect(await actionOf(others.A, deciding, 'apply-online')).toBeUndefined()
  })

  it('is refused, with the reason, where an officer must come', async () => {
    const a = await platform.driver('13911114444')
    const reported = await a.post('/accidents', {
      occurredAt: new Date().toISOString(),
      placeText: '世纪大道与纬二路交叉口',
      weather: 'clear',
      roadKind: 'urban',
      ownVehicle: { plateNumber: '黑E00001', plateKind: '02' },
      otherVehicles: [{ plateNumber: '黑E00002', plateKind: '02' }],
    })
    const { id, version } = reported.body
    await a.post(`/accidents/${id}/answers`, { version, answers: { X01: 'yes' } })
    expect(await actionOf(a, id, 'apply-online')).toMatchObject({
      allowed: false,
      reason: { zh: '这起事故须由交警到场处理，不能在线认定' },
    })
    expect((await apply(a, id)).body.code).toBe('not-now')
  })
})

describe('the procedure of an officer’s decision', () => {
  it('is simple unless he says otherwise, and its document cites APR 23 and 24', async () => {
    const { id } = await disputed()
    expect(await decide(id)).toMatchObject({ status: 201, body: { procedure: 'simple' } })
    expect(await printed(id)).toContain('第二十四条，适用简易程序')
  })

  it('is online only when all parties have applied, and its document cites APR 20', async () => {
    const { id, parties } = await disputed()
    expect((await decide(id, 'online')).body.code).toBe('not-now')
    await apply(parties.A, id)
    expect((await decide(id, 'online')).body.code).toBe('not-now')
    await apply(parties.B, id)
    expect(await decide(id, 'online')).toMatchObject({ status: 201, body: { procedure: 'online', state: 'in-force' } })
    expect(await printed(id)).toContain('第二十条，经各方当事人共同申请')
    // Decided, it is over: what is taken over later is applied for anew.
    expect((await officer.get(`/accidents/${id}`)).body.jointlyAppliedAt).toBeNull()
  })

  it('may be simple all the same, and is none that nobody knows', async () => {
    const { id, parties } = await disputed()
    await apply(parties.A, id)
    await apply(parties.B, id)
    expect((await decide(id, 'general')).status).toBe(400)
    expect(await decide(id, 'simple')).toMatchObject({ status: 201, body: { procedure: 'simple' } })
  })

  it('of an online decision and a withdrawal at once: one is told', async () => {
    const { id, parties } = await disputed()
    await apply(parties.A, id)
    await apply(parties.B, id)
    const [decided, withdrawn] = await Promise.all([decide(id, 'online'), withdraw(parties.A, id)])
    expect([
      [201, 409],
      [409, 200],
    ]).toContainEqual([decided.status, withdrawn.status])
  })

  it('is simple where a surveyor’s determination was countersigned or replaced, and none for an agreement', async () => {
    const wu = await platform.staff('surveyor.wu')
    const { id } = await takenCase(platform, wu)
    expect(await issue(platform, wu, id)).toMatchObject({ mandate: 'countersign', procedure: 'simple' })
    const agreed = await takenCase(platform, li)
    expect(await issue(platform, li, agreed.id)).toMatchObject({ mandate: 'issue', procedure: null })
  })
})

async function printed(id: string): Promise<string> {
  await platform.idle()
  const { body } = await officer.get(`/accidents/${id}/determination`)
  const pdf = Buffer.from(await (await fetch(body.document.url)).arrayBuffer())
  return printedPages(pdf).flat().join('').replace(/\s/g, '')
}
