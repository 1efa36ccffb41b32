import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shanghaiDay } from '../../api/kernel/working-days.ts'
import { accidentSweeps } from '../../api/modules/accidents/sweeps.ts'
import type { Caller } from '../support/caller.ts'
import {
  act,
  answersTo,
  cleared,
  details,
  done,
  joined,
  laterQuestions,
  look,
  photographed,
  reported,
  screened,
  submitted,
  type CaseBody,
} from '../support/cases.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

let platform: TestPlatform
const who: Record<string, Caller> = {}
const staffNames = [
  'surveyor.li',
  'surveyor.zhou',
  'surveyor.wu',
  'officer.wang',
  'officer.zhao',
  'officer.sun',
  'chief.liu',
  'dispatch.chen',
  'clerk.picc',
  'admin.picc',
  'auditor',
  'security',
  'system',
] as const
type Name = (typeof staffNames)[number] | 'A' | 'B' | 'stranger'
beforeAll(async () => {
  platform = await startTestPlatform()
  for (const name of staffNames) who[name] = await platform.staff(name)
  who.A = await platform.driver('13950000001')
  who.B = await platform.driver('13950000002')
  who.stranger = await platform.driver('13950000003')
})
afterAll(() => platform.stop())

function as(name: Name): Caller {
  const found = who[name]
  if (!found) throw new Error(name)
  return found
}
const everybody = [...staffNames, 'A', 'B', 'stranger'] as const
const inQueue = () => submitted(platform, as('A'), as('B'))
const take = async (name: Name, id: string) => act(as(name), id, 'taking')
const listed = async (name: Name, query = '') =>
  done(await as(name).get<{ items: { id: string }[] }>(`/accidents?limit=100${query}`)).items.map(({ id }) => id)

describe('submitting', () => {
  it('says what is still missing, one thing after the other', async () => {
    const { id } = await cleared(platform, as('A'))
    const why = async () =>
      (await look(as('A'), id)).actions.find(({ action }) => action === 'submit')?.reason?.en ?? null
    const refused = async () => (await act(as('A'), id, 'submission')).body as unknown as { code: string }
    expect(await why()).toBe('the other party has not joined yet')
    expect(await refused()).toMatchObject({ code: 'not-now' })
    await joined(as('A'), as('B'), id)
    expect(await why()).toBe('a driver’s details are still missing')
    done(await details(as('A'), id, 'A', { statement: undefined }))
    done(await details(as('B'), id, 'B'))
    expect(await why()).toBe('some questions are still unanswered')
    done(await act(as('A'), id, 'answers', { answers: answersTo(laterQuestions) }))
    expect(await why()).toBe('a statement is still missing')
    done(await details(as('A'), id, 'A'))
    expect(await why()).toBe('4 photos are still missing'.replace('4', String((await missing(id)).length)))
    await photographed(platform, id)
    expect(await why()).toBeNull()
    await platform.idle()
    expect(done(await act(as('A'), id, 'submission'))).toMatchObject({
      state: 'deciding',
      route: 'A',
      surveyorId: null,
    })
  })

  it('on an old version is a conflict, whatever the route', async () => {
    const { id } = await cleared(platform, as('A'), { otherVehicles: [{ plateNumber: '黑E00003', plateKind: '02' }] })
    const answer = await as('A').post(`/accidents/${id}/submission`, { version: 1 })
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } })
  })
})

const missing = async (id: string) =>
  (await look(as('A'), id)).shots.filter(({ required, done: taken }) => required && !taken)

describe('a case', () => {
  it('is shown to those whom it concerns, in lists as by its address', async () => {
    const { id } = await inQueue()
    const expected: Name[] = [
      ...(['A', 'B', 'surveyor.li', 'surveyor.zhou', 'surveyor.wu'] as const),
      ...([
        'officer.wang',
        'officer.zhao',
        'chief.liu',
        'dispatch.chen',
        'clerk.picc',
        'admin.picc',
        'auditor',
      ] as const),
    ]
    for (const name of everybody) {
      const { status } = await as(name).get(`/accidents/${id}`)
      const mayRead = expected.includes(name)
      expect([name, status]).toEqual([name, mayRead ? 200 : 404])
      expect([name, (await listed(name)).includes(id)]).toEqual([name, mayRead])
      expect([name, (await as(name).get(`/accidents/${id}/timeline`)).status]).toEqual([name, mayRead ? 200 : 404])
    }
    expect((await platform.stranger().get(`/accidents/${id}`)).status).toBe(401)
  })

  it('shows a timeline without names, numbers or statements', async () => {
    const { id } = await inQueue()
    const { body } = await as('A').get<{ items: { action: string }[] }>(`/accidents/${id}/timeline`)
    expect(body.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['accident.reported', 'accident.screened', 'accident.road-cleared', 'accident.submitted']),
    )
    expect(JSON.stringify(body)).not.toMatch(/1395000|230699|正常直行/)
  })

  it('is found by state and by who has it, page by page', async () => {
    for (let n = 0; n < 3; n++) await reported(as('A'))
    const { id } = await inQueue()
    expect(await listed('surveyor.li', '&state=deciding&taken=nobody')).toContain(id)
    done(await take('surveyor.li', id))
    expect(await listed('surveyor.li', '&taken=mine')).toContain(id)
    expect(await listed('surveyor.zhou')).not.toContain(id)
    const all = await listed('auditor')
    const { body } = await as('auditor').get<{ next: string }>('/accidents?limit=2')
    expect(await listed('auditor', `&after=${body.next}`)).toEqual(all.slice(2))
    for (const query of ['after=x', 'state=none', 'taken=all', 'limit=1000'])
      expect([query, (await as('auditor').get(`/accidents?${query}`)).status]).toEqual([query, 400])
  })

  it('is found by its number, a plate and its day, by whoever may see it and nobody else', async () => {
    const mine = await reported(as('A'), { otherVehicles: [{ plateNumber: '黑E00007', plateKind: '02' }] })
    const { id, number } = mine
    const today = shanghaiDay(new Date())
    const yesterday = shanghaiDay(new Date(Date.now() - 86_400_000))
    const found = (name: Name, query: object) => listed(name, `&${new URLSearchParams({ ...query })}`)
    for (const find of [number, number.slice(0, 17), '黑E·00007', '黑eoooo7', 'e00007', '0007']) {
      const ids = await found('auditor', { find })
      expect([find, ids.includes(id)]).toEqual([find, true])
    }
    for (const [name, sees] of [
      ['A', true],
      ['officer.wang', true],
      ['B', false],
      ['stranger', false],
      ['surveyor.li', false],
      ['officer.sun', false],
    ] as const)
      expect([name, await found(name, { find: number })]).toEqual([name, sees ? [id] : []])
    expect(await found('auditor', { find: number.slice(1) })).toEqual([])
    expect(await found('auditor', { find: number, from: today, to: today, state: 'safety' })).toEqual([id])
    expect(await found('auditor', { find: number, to: yesterday })).toEqual([])
    expect(await found('auditor', { find: number, state: 'closed' })).toEqual([])

    const all = await found('auditor', { find: '黑E' })
    const { body } = await as('auditor').get<{ next: string }>(`/accidents?limit=2&find=${encodeURIComponent('黑E')}`)
    expect(await found('auditor', { find: '黑E', after: body.next })).toEqual(all.slice(2))
  })

  it.each([
    'find=1',
    'find=%25%25',
    'find=E_%25',
    'find=',
    `find=${'1'.repeat(41)}`,
    'find=12&find=34',
    'from=2026-13-01',
  ])('is not looked for by %s', async (query) => {
    expect((await as('auditor').get(`/accidents?${query}`)).status).toBe(400)
  })

  it('is not looked for on days in the wrong order', async () => {
    const answer = await as('auditor').get('/accidents?from=2026-03-06&to=2026-03-05')
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: 'to' }] } })
  })

  it('has the same answer for a wrong id as for one that is not theirs', async () => {
    const nowhere = await as('A').get('/accidents/00000000-0000-4000-8000-000000000000')
    expect(nowhere.status).toBe(404)
    expect((await as('A').get('/accidents/none')).status).toBe(400)
  })
})

describe('acts of the wrong people', () => {
  /** Who may at all; everybody else is refused in a case that lies in the queue. 409: he may, but not now. */
  const acts: readonly [string, object, Partial<Record<Name, number>>][] = [
    ['answers', { answers: {} }, { A: 409, B: 409, 'officer.wang': 409, 'officer.zhao': 409, 'chief.liu': 409 }],
    ['road-clear', {}, { A: 409, B: 409, 'officer.wang': 409, 'officer.zhao': 409, 'chief.liu': 409 }],
    ['submission', {}, { A: 409, B: 409, 'officer.wang': 409, 'officer.zhao': 409, 'chief.liu': 409 }],
    ['withdrawal', { reason: '误报' }, { A: 409, 'officer.wang': 409, 'officer.zhao': 409, 'chief.liu': 409 }],
    ['handing-back', {}, {}],
    ['return', { reason: '缺照片' }, { 'officer.wang': 409, 'officer.zhao': 409, 'chief.liu': 409 }],
    ['conclusion', { reason: '已处理' }, { 'officer.wang': 409, 'officer.zhao': 409, 'chief.liu': 409 }],
  ]
  let id = ''
  beforeAll(async () => {
    ;({ id } = await inQueue())
  })

  it.each(acts)('are refused: %s', async (path, body, allowed) => {
    const { version } = await look(as('auditor'), id)
    for (const name of everybody) {
      const { status } = await as(name).post(`/accidents/${id}/${path}`, { version, ...body })
      const expected = allowed[name] ?? ((await as(name).get(`/accidents/${id}`)).status === 200 ? 403 : 404)
      expect([name, status]).toEqual([name, expected])
    }
    expect((await look(as('auditor'), id)).version).toBe(version)
  })

  it.each(['taking', 'taking-over', 'officer-requests'])('are refused to those who may not: %s', async (path) => {
    const may: Record<string, readonly Name[]> = {
      taking: ['surveyor.li', 'surveyor.zhou', 'surveyor.wu'],
      'taking-over': ['officer.wang', 'officer.zhao', 'chief.liu'],
      'officer-requests': [
        'A',
        'B',
        'surveyor.li',
        'surveyor.zhou',
        'surveyor.wu',
        'officer.wang',
        'officer.zhao',
        'chief.liu',
        'dispatch.chen',
      ],
    }
    const { version } = await look(as('auditor'), id)
    for (const name of everybody.filter((candidate) => !may[path]?.includes(candidate))) {
      const { status } = await as(name).post(`/accidents/${id}/${path}`, { version, reason: '没有理由' })
      expect([name, [403, 404].includes(status)]).toEqual([name, true])
    }
  })

  it('are refused to those who are nobody', async () => {
    for (const path of [...acts.map(([name]) => name), 'taking', 'taking-over', 'officer-requests', 'invitations'])
      expect([path, (await platform.stranger().post(`/accidents/${id}/${path}`, {})).status]).toEqual([path, 401])
  })
})

describe('taking', () => {
  it('is won by one of two surveyors, and the other is told', async () => {
    const { id, version } = await inQueue()
    const press = (name: Name) => as(name).post<CaseBody>(`/accidents/${id}/taking`, { version })
    const answers = await Promise.all([press('surveyor.li'), press('surveyor.zhou')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'conflict' })
    const late = await press('surveyor.wu')
    expect(late).toMatchObject({ status: 409, body: { code: 'conflict', state: 'taken' } })
    // Whoever could never have taken it is told nothing of it.
    expect((await as('stranger').post(`/accidents/${id}/taking`, { version })).status).toBe(404)
  })

  it('can be undone by whoever took it, and by nobody else', async () => {
    const { id } = await inQueue()
    const taken = done(await take('surveyor.li', id))
    expect((await as('surveyor.zhou').post(`/accidents/${id}/handing-back`, { version: taken.version })).status).toBe(
      404,
    )
    expect(taken.actions).toEqual(expect.arrayContaining([{ action: 'hand-back', allowed: true }]))
    done(await act(as('surveyor.li'), id, 'handing-back'))
    expect(await listed('surveyor.zhou')).toContain(id)
  })

  it('shows the surveyor names and numbers whole, and not before', async () => {
    const { id } = await inQueue()
    expect((await look(as('surveyor.li'), id)).parties[0]?.phone).toBe('139****0001')
    done(await take('surveyor.li', id))
    expect((await look(as('surveyor.li'), id)).parties[0]?.phone).toBe('13950000001')
  })

  it('may end with the case going back to the parties, with a reason', async () => {
    const { id } = await inQueue()
    done(await take('surveyor.li', id))
    done(await act(as('surveyor.li'), id, 'return', { reason: '请补拍车牌' }))
    expect(await look(as('A'), id)).toMatchObject({ state: 'completing', surveyorId: null, reason: '请补拍车牌' })
    const chain = await platform.ctx.db.auditEvent.findMany({ where: { stream: `accident:${id}` } })
    expect(chain.map(({ canonical }) => Buffer.from(canonical).toString()).join()).not.toContain('请补拍车牌')
  })

  it('is over for a surveyor at the moment his authorisation is revoked', async () => {
    const { id } = await inQueue()
    done(await take('surveyor.wu', id))
    type Row = { id: string; districtCode: string; surveyorName: string; version: number }
    const { items } = done(await as('chief.liu').get<{ items: Row[] }>('/authorisations'))
    const own = items.find((row) => row.surveyorName === '吴倩' && row.districtCode === '230602')
    const body = { version: own?.version, reason: '考核不合格' }
    done(await as('chief.liu').post(`/authorisations/${own?.id}/revocation`, body))
    for (const path of ['', '/timeline'])
      expect((await as('surveyor.wu').get(`/accidents/${id}${path}`)).status).toBe(404)
    expect((await as('surveyor.wu').post(`/accidents/${id}/handing-back`, { version: 1 })).status).toBe(404)
    expect(await listed('surveyor.wu')).not.toContain(id)

    expect(await listed('surveyor.li')).not.toContain(id)
    for (const sweep of accidentSweeps) await sweep.run(platform.ctx)
    expect(await listed('surveyor.li', '&state=deciding&taken=nobody')).toContain(id)
  })
})

describe('"send an officer"', () => {
  const orders = async (id: string) => platform.ctx.db.officerOrder.findMany({ where: { accidentId: id } })
  const ask = (name: Name, id: string) =>
    as(name).post<CaseBody>(`/accidents/${id}/officer-requests`, { reason: '对责任有争议' })

  it('works in every state before the decision, for both parties', async () => {
    const stages: (() => Promise<CaseBody>)[] = [
      () => reported(as('A')),
      () => screened(platform, as('A')),
      () => cleared(platform, as('A')),
      inQueue,
    ]
    for (const stage of stages) {
      const { id } = await stage()
      expect(done(await ask('A', id))).toMatchObject({ state: 'with-officer', officerRequested: true })
      expect(await orders(id)).toHaveLength(1)
    }
    const { id } = await inQueue()
    expect(done(await ask('B', id)).state).toBe('with-officer')
  })

  it('makes one order, however often and by how many it is pressed', async () => {
    const { id } = await inQueue()
    const answers = await Promise.all([ask('A', id), ask('B', id), ask('A', id)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await orders(id)).toHaveLength(1)
  })

  it('cannot be undone by a surveyor, not even by the one who has the case', async () => {
    const { id } = await inQueue()
    done(await take('surveyor.li', id))
    done(await ask('A', id))
    const { version, actions } = await look(as('surveyor.li'), id)
    expect(actions).toEqual([])
    for (const path of [
      'return',
      'handing-back',
      'taking',
      'withdrawal',
      'conclusion',
      'taking-over',
      'answers',
      'submission',
    ]) {
      const body = { version, reason: '不需要民警', answers: {} }
      const { status } = await as('surveyor.li').post(`/accidents/${id}/${path}`, body)
      expect([path, [403, 409].includes(status)]).toEqual([path, true])
    }
    expect((await look(as('A'), id)).state).toBe('with-officer')
    expect(await orders(id)).toMatchObject([{ state: 'open' }])
  })

  it('works again after an officer gave the case back to the parties', async () => {
    const { id } = await cleared(platform, as('A'))
    done(await ask('A', id))
    const [order] = await orders(id)
    done(await as('officer.wang').post(`/officer-orders/${order?.id}/acceptance`, { version: 1 }))
    done(await act(as('officer.wang'), id, 'return', { reason: '可以自行协商' }))
    expect((await look(as('A'), id)).state).toBe('completing')
    expect(done(await ask('A', id)).state).toBe('with-officer')
    expect((await orders(id)).map(({ state }) => state).sort()).toEqual(['accepted', 'open'])
  })

  it('reaches the duty officers of the district, and one of two takes it', async () => {
    const { id } = await reported(as('A'))
    done(await ask('A', id))
    const [order] = await orders(id)
    const shown = async (name: Name) =>
      done(await as(name).get<{ items: { id: string }[] }>('/officer-orders')).items.some(
        (item) => item.id === order?.id,
      )
    for (const name of ['officer.wang', 'officer.zhao', 'chief.liu', 'dispatch.chen'] as const)
      expect(await shown(name)).toBe(true)
    for (const name of ['officer.sun', 'surveyor.li', 'clerk.picc', 'auditor', 'security'] as const)
      expect(await shown(name)).toBe(false)

    const accept = (name: Name) => as(name).post(`/officer-orders/${order?.id}/acceptance`, { version: 1 })
    expect((await accept('dispatch.chen')).status).toBe(403)
    for (const name of ['officer.sun', 'surveyor.li', 'auditor'] as const) expect((await accept(name)).status).toBe(404)
    const answers = await Promise.all([accept('officer.wang'), accept('officer.zhao')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'conflict',
      state: 'accepted',
      version: 2,
    })
    const accident = await platform.ctx.db.accident.findUnique({ where: { id } })
    expect(accident?.officerId).not.toBeNull()
  })

  it('is answered when an officer takes the case itself: no order waits for a case in hand or closed', async () => {
    const { id } = await reported(as('A'))
    done(await ask('A', id))
    done(await act(as('officer.wang'), id, 'conclusion', { reason: '现场已按一般程序处理' }))
    expect(await orders(id)).toMatchObject([{ state: 'accepted' }])
    expect((await look(as('A'), id)).state).toBe('closed')
    expect((await ask('A', id)).status).toBe(409)
  })
})

describe('withdrawing', () => {
  it('is the reporter’s, before the case is submitted, and final', async () => {
    const { id } = await screened(platform, as('A'))
    expect((await act(as('A'), id, 'withdrawal', { reason: ' ' })).status).toBe(400)
    expect(done(await act(as('A'), id, 'withdrawal', { reason: '已自行和解' }))).toMatchObject({
      state: 'withdrawn',
      reason: '已自行和解',
      dueAt: null,
      actions: [],
    })
    expect((await act(as('A'), id, 'officer-requests', { reason: '后悔了' })).status).toBe(409)
  })

  it('is nobody’s alone once another party has joined: an officer ends the case', async () => {
    const { id } = await screened(platform, as('A'))
    await joined(as('A'), as('B'), id)
    expect((await act(as('B'), id, 'withdrawal', { reason: '不想处理' })).status).toBe(403)
    expect(await act(as('A'), id, 'withdrawal', { reason: '已自行和解' })).toMatchObject({
      status: 409,
      body: { code: 'not-now', detail: expect.stringContaining('另一方已经加入') as unknown },
    })
    done(await act(as('officer.wang'), id, 'taking-over', { reason: '双方同意撤销' }))
    expect(done(await act(as('officer.wang'), id, 'conclusion', { reason: '双方同意撤销' })).state).toBe('closed')
  })
})

describe('a case that nobody goes on with', () => {
  const overdue = async (id: string) => {
    const { count } = await platform.ctx.db.accident.updateMany({
      where: { id, dueAt: { not: null } },
      data: { dueAt: new Date(0) },
    })
    expect(count).toBe(1)
    for (const sweep of accidentSweeps) await sweep.run(platform.ctx)
    return look(as('A'), id)
  }

  it('ends when it was only begun', async () => {
    const { id, dueAt } = (await reported(as('A'))) as CaseBody & { dueAt: string }
    expect(new Date(dueAt).getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000)
    expect(await overdue(id)).toMatchObject({ state: 'withdrawn', reason: 'expired', dueAt: null })
  })

  it.each([
    ['another party has joined', async (id: string) => void (await joined(as('A'), as('B'), id))],
    ['photos are in it', (id: string) => photographed(platform, id)],
  ])('goes to an officer when %s', async (_, happened) => {
    const { id } = await screened(platform, as('A'))
    await happened(id)
    expect(await overdue(id)).toMatchObject({ state: 'with-officer', officerRequested: true, dueAt: null })
  })

  it('goes back into the queue when a surveyor has sat on it', async () => {
    const { id } = await inQueue()
    done(await take('surveyor.li', id))
    expect(await overdue(id)).toMatchObject({ state: 'deciding', surveyorId: null, dueAt: null })
  })
})
