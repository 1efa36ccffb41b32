import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { healFaults, plantFault } from '../../infra/simulators/control-client.ts'
import { settableClock } from '../../api/kernel/clock.ts'
import type { Caller } from '../support/caller.ts'
import {
  act,
  answersTo,
  cleared,
  details,
  done,
  holders,
  joined,
  laterQuestions,
  licences,
  look,
  photographed,
  plateA,
  plateB,
  reported,
  reportInput,
  screened,
  stopQuestions,
  type CaseBody,
} from '../support/cases.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

const clock = settableClock(new Date())
let platform: TestPlatform
let a: Caller
let b: Caller
let stranger: Caller
beforeAll(async () => {
  platform = await startTestPlatform({ clock, ownSimulators: true })
  a = await platform.driver('13940000001')
  b = await platform.driver('13940000002')
  stranger = await platform.driver('13940000003')
})
afterAll(() => platform.stop())

const minutes = (n: number) => n * 60_000
const at = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()

describe('a report', () => {
  it('opens a case with the reporter as party A', async () => {
    const body = await reported(a)
    expect(body).toMatchObject({
      state: 'safety',
      officerRequested: false,
      parties: [
        { side: 'A', you: true, joined: true },
        { side: 'B', you: false, joined: false },
      ],
    })
    expect(body.number).toMatch(/^230602\d{8}\d{6}$/)
    expect(body.questions.map(({ code }) => code)).toEqual([...stopQuestions])
    expect((await a.get<{ items: { id: string }[] }>('/accidents')).body.items[0]?.id).toBe(body.id)
  })

  it('takes a plate as people write it', async () => {
    const body = await reported(a, { ownVehicle: { plateNumber: '黑e·00001', plateKind: '02' } })
    expect(body.vehicles[0]).toMatchObject({ plateNumber: '黑E00001' })
  })

  it.each([
    ['a plate that is none', { ownVehicle: { plateNumber: '黑E1', plateKind: '02' } }],
    ['an empty plate', { ownVehicle: { plateNumber: '', plateKind: '02' } }],
    ['a plate kind that is none', { ownVehicle: { plateNumber: '黑E00001', plateKind: 'x' } }],
    ['the same vehicle twice', { otherVehicles: [plateA] }],
    ['the same vehicle in two ways of writing', { otherVehicles: [{ plateNumber: ' 黑E·00001', plateKind: '02' }] }],
    [
      'nine vehicles',
      { otherVehicles: Array.from({ length: 8 }, (_, n) => ({ ...plateB, plateNumber: `黑E1000${n}` })) },
    ],
    ['no place', { placeText: ' ' }],
    ['a place that cannot be stored', { placeText: '中七路\u0000' }],
    ['a weather that is none', { weather: 'sunny' }],
    ['a position without its datum', { position: { lon: 125, lat: 46 } }],
    ['a position in another datum', { position: { lon: 125, lat: 46, datum: 'GCJ-02' } }],
    ['a position off the globe', { position: { lon: 181, lat: 46, datum: 'WGS-84' } }],
    ['a district where nobody answers', { districtCode: '110101' }],
    ['a time that is none', { occurredAt: 'yesterday' }],
  ])('refuses %s', async (_, change) => {
    expect(await a.post('/accidents', reportInput(change))).toMatchObject({ status: 400, body: { code: 'bad-input' } })
  })

  it('refuses the future, but for a phone whose clock is fast, and what is more than a day ago', async () => {
    const statusAt = async (ms: number) => (await a.post('/accidents', reportInput({ occurredAt: at(ms) }))).status
    expect(await statusAt(minutes(4))).toBe(201)
    expect(await statusAt(minutes(6))).toBe(400)
    expect(await statusAt(-minutes(24 * 60) + 1000)).toBe(201)
    expect(await statusAt(-minutes(24 * 60) - 1000)).toBe(400)
  })

  it('takes two vehicles of the same number and another kind', async () => {
    const body = await reported(a, { otherVehicles: [{ ...plateA, plateKind: '01' }] })
    expect(body.vehicles).toHaveLength(2)
  })

  it('from an expressway goes to an officer at once, and asks for no photo', async () => {
    const body = await reported(a, { roadKind: 'expressway' })
    expect(body).toMatchObject({ state: 'with-officer', officerRequested: true })
    expect(body.instructions.map(({ code }) => code)).toEqual(['behind-barrier', 'call-122-now'])
    expect(body.shots.filter(({ phase }) => phase === 'before-clearing')).toEqual([])
    expect(await platform.ctx.db.officerOrder.count({ where: { accidentId: body.id, state: 'open' } })).toBe(1)
  })
})

describe('an answer', () => {
  it.each([...stopQuestions])('"yes" to %s sends the case to an officer at once', async (code) => {
    const { id } = await reported(a)
    await platform.idle()
    const body = done(await act(a, id, 'answers', { answers: { [code]: 'yes' } }))
    expect(body).toMatchObject({ state: 'with-officer', officerRequested: true })
    expect(body.reasons.map((reason) => reason.code)).toContain(code)
    expect(body.instructions.map((instruction) => instruction.code)).not.toContain('photograph-then-clear')
    const order = await platform.ctx.db.officerOrder.findFirst({ where: { accidentId: id } })
    expect(order).toMatchObject({ state: 'open', reason: 'screening', districtCode: '230602' })
  })

  it.each(['X04', 'X08'])('"yes" to %s, asked when the road is clear, does so too', async (code) => {
    const { id } = await cleared(platform, a)
    expect(done(await act(a, id, 'answers', { answers: { [code]: 'yes' } })).state).toBe('with-officer')
  })

  it.each(['Y01', 'Y02'])('"yes" to %s lets the parties clear the road, then reports (APR 14)', async (code) => {
    const early = await screened(platform, a)
    expect(early.state).toBe('photographing')
    const { id } = await reported(b, { ownVehicle: plateB, otherVehicles: [plateA] })
    await platform.idle()
    const told = done(await act(b, id, 'answers', { answers: { ...answersTo(stopQuestions), [code]: 'yes' } }))
    expect(told).toMatchObject({ state: 'photographing', route: 'C' })
    await photographed(platform, id, 'before-clearing')
    expect(done(await act(b, id, 'road-clear')).state).toBe('with-officer')
  })

  it('"unknown" to a stop question photographs and then asks for an officer', async () => {
    const { id } = await reported(a)
    await platform.idle()
    const answers = { ...answersTo(stopQuestions), X03: 'unknown' }
    expect(done(await act(a, id, 'answers', { answers }))).toMatchObject({ state: 'photographing', route: 'C' })
    await photographed(platform, id, 'before-clearing')
    expect(done(await act(a, id, 'road-clear'))).toMatchObject({ state: 'with-officer', officerRequested: true })
  })

  it('keeps the case in safety until every stop question has one', async () => {
    const { id } = await reported(a)
    await platform.idle()
    const some = done(await act(a, id, 'answers', { answers: answersTo(stopQuestions.slice(1)) }))
    expect(some.state).toBe('safety')
    expect(done(await act(a, id, 'answers', { answers: { X01: 'no' } })).state).toBe('photographing')
  })

  it.each([
    ['a question that is none', { Q99: 'no' }],
    ['an answer that is none', { X01: 'maybe' }],
    ['a prototype key', JSON.parse('{"__proto__":"no","constructor":"no"}') as object],
  ])('refuses %s', async (_, answers) => {
    const { id, version } = await reported(stranger)
    const answer = await stranger.post(`/accidents/${id}/answers`, { version, answers })
    expect(answer.status).toBe(400)
  })

  it('on an old version is a conflict that says what the case is now', async () => {
    const { id, version } = await reported(a)
    const now = done(await act(a, id, 'answers', { answers: { X01: 'no' } }))
    const answer = await a.post(`/accidents/${id}/answers`, { version, answers: { X09: 'no' } })
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict', state: 'safety', version: now.version } })
  })

  it('is no conflict because a register answered meanwhile', async () => {
    const { id, version } = await reported(a)
    await platform.idle()
    expect((await a.post(`/accidents/${id}/answers`, { version, answers: { X01: 'no' } })).status).toBe(200)
  })

  it('of two at the same version: one counts, one is told', async () => {
    const { id } = await reported(a)
    await platform.idle()
    const { version } = await look(a, id)
    const give = (answers: object) => a.post(`/accidents/${id}/answers`, { version, answers })
    const both = await Promise.all([give({ X01: 'no' }), give({ X09: 'no' })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('clearing the road', () => {
  it('waits for the minimum of photos and says how many are missing', async () => {
    const { id, actions } = await screened(platform, a)
    expect(actions.find(({ action }) => action === 'clear-road')).toMatchObject({
      allowed: false,
      reason: { zh: '还差 3 张现场照片' },
    })
    expect(await act(a, id, 'road-clear')).toMatchObject({ status: 409, body: { code: 'not-now' } })
    await photographed(platform, id, 'before-clearing')
    const clear = done(await act(a, id, 'road-clear'))
    expect(clear).toMatchObject({ state: 'completing', route: 'A' })
    expect(clear.clearedAt).not.toBeNull()
    expect(clear.questions.map(({ code }) => code)).toEqual(expect.arrayContaining([...laterQuestions]))
  })
})

describe('an invitation', () => {
  const secretFor = async (id: string, side = 'B') =>
    done(await a.post<{ url: string; qrSvg: string }>(`/accidents/${id}/invitations`, { side }), 201)
  const redeem = (who: Caller, url: string) =>
    who.post<CaseBody>('/invitations/redemption', { secret: url.split('/').at(-1) })

  it('lets the other driver in, once', async () => {
    const { id } = await reported(a)
    const { url, qrSvg } = await secretFor(id)
    expect(qrSvg).toMatch(/^<svg/)
    expect((await b.get(`/accidents/${id}`)).status).toBe(404)
    const body = done(await redeem(b, url))
    expect(body.parties.map(({ you }) => you)).toEqual([false, true])
    expect((await redeem(b, url)).status).toBe(200)
    expect(await redeem(stranger, url)).toMatchObject({ status: 422, body: { code: 'code-invalid' } })
    expect((await redeem(a, url)).status).toBe(422)
  })

  it('lets one in of two who open it at once', async () => {
    const { id } = await reported(a)
    const { url } = await secretFor(id)
    const answers = await Promise.all([redeem(b, url), redeem(stranger, url)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  })

  it('ends after two hours, and when another one is made', async () => {
    const { id } = await reported(a)
    const first = await secretFor(id)
    const second = await secretFor(id)
    expect((await redeem(b, first.url)).status).toBe(422)
    clock.advance(minutes(120))
    expect((await redeem(b, second.url)).status).toBe(422)
    const third = await secretFor(id)
    expect((await redeem(b, third.url)).status).toBe(200)
  })

  it('does not make one driver both parties', async () => {
    const { id } = await reported(a)
    const { url } = await secretFor(id)
    expect(await redeem(a, url)).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })

  it('is for a side of this case that nobody has yet, in a case that is open', async () => {
    const { id } = await reported(a)
    const inviteTo = (side: unknown) => a.post(`/accidents/${id}/invitations`, { side })
    expect((await inviteTo('C')).status).toBe(400)
    expect((await inviteTo('Z')).status).toBe(400)
    expect((await inviteTo('A')).status).toBe(409)
    const { url } = await secretFor(id)
    await platform.idle()
    done(await act(a, id, 'withdrawal', { reason: '误报' }))
    expect((await inviteTo('B')).status).toBe(409)
    expect((await redeem(b, url)).status).toBe(422)
  })

  it.each(['x'.repeat(20), randomUUID(), 'x', '../../etc/passwd/etc/passwd'])(
    'that was made up opens nothing: %s',
    async (secret) => {
      expect([400, 422]).toContain((await b.post('/invitations/redemption', { secret })).status)
    },
  )
})

describe('details', () => {
  it('are a party’s own', async () => {
    const { id } = await cleared(platform, a)
    await joined(a, b, id)
    expect((await details(a, id, 'B')).status).toBe(403)
    expect((await details(b, id, 'B')).status).toBe(200)
    const { version } = (await look(a, id)).parties[0] ?? {}
    expect((await stranger.put(`/accidents/${id}/parties/A`, { version })).status).toBe(404)
    expect((await a.put(`/accidents/${id}/parties/H`, { version })).status).toBe(404)
    expect((await a.put(`/accidents/${id}/parties/A`, { version: 99, consent: true })).status).toBe(409)
  })

  it('bear a statement that stands once it is given, hidden from the other until both have spoken', async () => {
    const { id } = await cleared(platform, a)
    await joined(a, b, id)
    done(await details(a, id, 'A', { statement: '我在直行，对方变道。' }))
    expect((await details(a, id, 'A', { statement: '我没看清楚。' })).body).toMatchObject({ code: 'not-now' })
    expect((await details(a, id, 'A', { statement: '我在直行，对方变道。' })).status).toBe(200)
    const before = (await look(b, id)).parties[0]
    expect(before).toMatchObject({ statement: null, statementGiven: true })
    done(await details(b, id, 'B', { statement: '我打了转向灯。' }))
    expect((await look(b, id)).parties[0]).toMatchObject({ statement: '我在直行，对方变道。' })
    expect((await look(a, id)).parties[1]).toMatchObject({ statement: '我打了转向灯。' })
  })

  it('are taken though the licence register has answered since the page was read', async () => {
    const { id } = await cleared(platform, a)
    await joined(a, b, id)
    const given = done(await details(a, id, 'A')).parties.find(({ side }) => side === 'A')
    await platform.idle()
    expect((await look(a, id)).parties[0]).toMatchObject({ licenceState: 'normal', version: given?.version })
    const more = { version: given?.version, lossCents: 120_000, consent: true }
    expect((await a.put(`/accidents/${id}/parties/A`, more)).status).toBe(200)
  })

  it('come back whole to their owner, masked to the other party and to a clerk, whole to the officer', async () => {
    const { id } = await cleared(platform, a)
    await joined(a, b, id)
    done(await details(a, id, 'A'))
    await platform.idle()
    const seen = async (who: Caller) => (await look(who, id)).parties[0]
    const own = await seen(a)
    expect(own).toMatchObject({ phone: '13940000001', licenceNumber: licences.A, licenceState: 'normal' })
    const masked = {
      phone: '139****0001',
      licenceNumber: '230699********0016',
      name: expect.stringMatching(/^.\*+$/) as unknown,
    }
    expect(await seen(b)).toMatchObject(masked)
    expect(await seen(await platform.staff('clerk.picc'))).toMatchObject(masked)
    expect(await seen(await platform.staff('auditor'))).toMatchObject(masked)
    expect(await seen(await platform.staff('officer.wang'))).toMatchObject({ phone: '13940000001', name: own?.name })
  })

  it('of a driver whose licence is revoked keep the case from the surveyors', async () => {
    const { id } = await cleared(platform, a)
    done(await details(a, id, 'A', { name: '郑文艳', licenceNumber: '230699198001010010' }))
    await platform.idle()
    const body = await look(a, id)
    expect(body.parties[0]).toMatchObject({ licenceState: 'revoked' })
    expect(body.reasons.map(({ code }) => code)).toContain('X02')
    expect(done(await act(a, id, 'submission')).state).toBe('with-officer')
  })

  const licenceOf = async (id: string, side: 'A' | 'B' = 'A') =>
    (await look(side === 'A' ? a : b, id)).parties.find((party) => party.side === side)

  it('never bring the holder’s name to whoever types a number: not his name, not his licence’s state, and three tries', async () => {
    const { id } = await cleared(platform, a)
    const revoked = '230699198001010010'
    for (const [name, licenceNumber] of [
      ['张三', licences.B],
      ['李四', licences.B],
      ['李四', revoked],
    ] as const) {
      done(await details(a, id, 'A', { name, licenceNumber }))
      await platform.idle()
      expect(await licenceOf(id)).toMatchObject({ name, licenceState: 'name-differs' })
    }
    const again = await details(a, id, 'A', { name: holders.B, licenceNumber: licences.B })
    expect(again).toMatchObject({ status: 409, body: { code: 'not-now' } })
    expect((await look(a, id)).reasons.map(({ code }) => code)).toContain('unclear-answer')
    expect(done(await act(a, id, 'submission')).state).toBe('with-officer')
  })

  it('ask the register once name and number are both there, and not again for what it has answered', async () => {
    const { id } = await cleared(platform, a)
    const { version } = (await licenceOf(id)) ?? {}
    done(await a.put(`/accidents/${id}/parties/A`, { version, licenceNumber: licences.A }))
    await platform.idle()
    expect(await licenceOf(id)).toMatchObject({ licenceState: null })
    for (let n = 0; n < 5; n++) {
      done(await details(a, id, 'A'))
      await platform.idle()
    }
    expect(await licenceOf(id)).toMatchObject({ name: holders.A, licenceState: 'normal' })
  })

  it('of a licence that no register knows keep the case from the surveyors', async () => {
    const { id } = await cleared(platform, a)
    done(await details(a, id, 'A', { licenceNumber: '110105194912310021' }))
    await platform.idle()
    expect(await licenceOf(id)).toMatchObject({ licenceState: 'not-found' })
    expect(done(await act(a, id, 'submission')).state).toBe('with-officer')
  })

  it.each([
    ['a licence number that is none', { licenceNumber: '12345' }],
    ['a loss below nothing', { lossCents: -1 }],
    ['half a cent', { lossCents: 0.5 }],
    ['consent withheld', { consent: false }],
    ['a statement that says nothing', { statement: ' a ' }],
  ])('refuse %s', async (_, change) => {
    const { id } = await reported(a)
    expect((await details(a, id, 'A', change)).status).toBe(400)
  })
})

describe('the registers', () => {
  it('fill what nobody should type', async () => {
    const { id } = await reported(a)
    await platform.idle()
    const { vehicles } = await look(a, id)
    expect(vehicles.map(({ registryState }) => registryState)).toEqual(['found', 'found'])
    expect(vehicles.map(({ insurerId }) => insurerId)).toEqual(['PICC', 'PAIC'])
    expect(vehicles[0]?.policyNumber).toMatch(/^PDZA/)
    expect(vehicles[1]?.policyNumber).toMatch(/^\*{4}.{4}$/)
    for (const { ownerName } of vehicles) expect(ownerName).toMatch(/^.\*+$/)
  })

  it.each([
    ['without compulsory insurance', '黑E00011', 'Z01'],
    ['whose compulsory insurance has run out', '黑E00012', 'Z01'],
    ['whose inspection has run out', '黑E00013', 'Y01'],
  ])('send a vehicle %s to an officer when the road is clear', async (_, plateNumber, code) => {
    const { id, state } = await cleared(platform, a, { otherVehicles: [{ plateNumber, plateKind: '02' }] })
    expect(state).toBe('with-officer')
    expect((await look(a, id)).reasons.map((reason) => reason.code)).toContain(code)
  })

  it('that are down hold nobody up: the vehicle is flagged, the case goes on, and they are asked again', async () => {
    const { registriesUrl } = platform.simulators
    await plantFault(registriesUrl, { kind: 'down', count: 1000 })
    const { id } = await reported(a)
    await expect
      .poll(async () => (await look(a, id)).vehicles.map(({ registryState }) => registryState))
      .toEqual(['down', 'down'])
    done(await act(a, id, 'answers', { answers: answersTo(stopQuestions) }))
    await photographed(platform, id, 'before-clearing')
    expect(done(await act(a, id, 'road-clear'))).toMatchObject({ state: 'completing', route: 'A' })
    await healFaults(registriesUrl)
    await expect
      .poll(async () => (await look(a, id)).vehicles.map(({ registryState }) => registryState), { timeout: 20_000 })
      .toEqual(['found', 'found'])
  })
})
