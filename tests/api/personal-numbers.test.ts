import { createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import { sha256 } from '../../api/kernel/canonical.ts'
import { claimsAt, keeperOf, messagesOn } from '../../infra/simulators/control-client.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { tableTexts } from '../support/table-text.ts'
import { issue, sign, takenCase, vehicleOf, type Case } from './determinations.cases.ts'

let platform: TestPlatform
let played: Case
/** What must be nowhere: both parties' phones and licence numbers. */
let numbers: string[]

beforeAll(async () => {
  platform = await startTestPlatform({ ownSimulators: true })
  const surveyor = await platform.staff('surveyor.zhou')
  played = await takenCase(platform, surveyor)
  await issue(platform, surveyor, played.id)
  for (const side of ['A', 'B'] as const) expect((await sign(platform, played, side)).status).toBe(200)
  await platform.idle()
  const keepers = [vehicleOf.PAIC, vehicleOf.CCIC].map((plate) => keeperOf(platform.simulators.registriesUrl, plate))
  const licences = (await Promise.all(keepers)).map((keeper) => String(keeper?.licenceNumber))
  numbers = [played.phones.A, played.phones.B, ...licences]
}, 120_000)
afterAll(() => platform.stop())

describe('after a whole case', () => {
  it('no table holds a phone or licence number, nor a hash that anybody could guess it by', async () => {
    const texts = await tableTexts(platform.ownerUrl)
    // The look goes everywhere: what may be read is found.
    expect(texts.get('public.party')).toContain('我正常行驶')
    expect(texts.get('public.audit_event')).toContain('"action":"accident.reported"')
    expect(texts.get('public.idempotency_key')).toContain('sealed:1:1:')
    expect([...texts.keys()]).toEqual(expect.arrayContaining(['public.outbox_event', 'graphile_worker._private_jobs']))

    const sought = numbers.flatMap((number) => [number, sha256(number), Buffer.from(number).toString('base64')])
    const found = [...texts].flatMap(([table, text]) => sought.filter((each) => text.includes(each)).map(() => table))
    expect(found).toEqual([])
    expect(numbers.every((number) => number.length >= 11)).toBe(true)
  })

  it('whoever should know them has been told them', async () => {
    const officer = await platform.staff('officer.wang')
    const { body } = await officer.get(`/accidents/${played.id}`)
    const shown = body.parties.map((party: Record<string, string>) => [party.phone, party.licenceNumber])
    expect(shown.flat().sort()).toEqual([...numbers].sort())
    const reported = JSON.stringify(await claimsAt(platform.simulators.insurerUrl))
    for (const number of numbers) expect(reported).toContain(number)
    expect(await messagesOn(platform.simulators.smsUrl, played.phones.A)).not.toEqual([])
  })

  it('the record is whole, and needs no key to be proven', async () => {
    const { ctx } = platform
    const publicKey = createPublicKey(ctx.policy.auditSigningKey).export({ type: 'spki', format: 'pem' }).toString()
    const { broken, rows } = await verifyAudit({ db: ctx.db, objects: ctx.objects, publicKey })
    expect(broken).toEqual([])
    expect(rows).toBeGreaterThan(10)
  })

  it.each([
    ['driver', 'phone'],
    ['one_time_code', 'phone'],
    ['party', 'phone'],
    ['party', 'licenceNumber'],
    ['staff_user', 'totpSecret'],
  ])('%s.%s takes nothing in plain, whoever forgets to seal it', async (table, column) => {
    const write = withClient(platform.ownerUrl, (client) =>
      client.query(`update ${table} set "${column}" = '13800000001'`),
    )
    await expect(write).rejects.toThrow(`${table}.${column} takes sealed values only`)
  })

  it('a number sealed for one party cannot be moved to the other', async () => {
    const { ctx } = platform
    const officer = await platform.staff('officer.wang')
    const where = (side: string) => ({ accidentId_side: { accidentId: played.id, side } })
    const [a, b] = await Promise.all(['A', 'B'].map((side) => ctx.db.party.findUniqueOrThrow({ where: where(side) })))
    await ctx.db.party.update({ where: where('A'), data: { phone: b?.phone } })
    expect((await officer.get(`/accidents/${played.id}`)).status).toBe(500)
    await ctx.db.party.update({ where: where('A'), data: { phone: a?.phone } })
    expect((await officer.get(`/accidents/${played.id}`)).status).toBe(200)
  })
})

it('a driver is one driver, also when he signs in for the first time several times at once', async () => {
  const phone = '13900009001'
  const stranger = platform.stranger()
  expect((await stranger.post('/driver/codes', { phone })).status).toBe(201)
  const code = (await messagesOn(platform.simulators.smsUrl, phone)).at(-1)?.parameters.code
  const enter = () => platform.stranger().post('/driver/session', { phone, code })
  const answers = await Promise.all([enter(), enter(), enter()])
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  const phoneIndex = platform.ctx.fields.indexOf('driver.phone', phone)
  expect(await platform.ctx.db.driver.count({ where: { phoneIndex } })).toBe(1)
  expect((await (await platform.driver(played.phones.A)).get(`/accidents/${played.id}`)).status).toBe(200)
})
