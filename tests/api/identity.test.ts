import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messagesOn, plantFault } from '../../infra/simulators/control-client.ts'
import { settableClock } from '../../api/kernel/clock.ts'
import { sendOneTimeCode } from '../../api/modules/identity/service.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

const clock = settableClock(new Date())
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ clock, worker: false, ownSimulators: true })
})
afterAll(() => platform.stop())

const ask = (phone: string) => platform.stranger().post('/driver/codes', { phone })
const signIn = (phone: string, code: string) => platform.stranger().post('/driver/session', { phone, code })

const codesTo = (phone: string) => {
  const phoneIndex = platform.ctx.fields.indexOf('one_time_code.phone', phone)
  return platform.ctx.db.oneTimeCode.findMany({ where: { phoneIndex } })
}

async function askAndRead(phone: string): Promise<string> {
  expect((await ask(phone)).status).toBe(201)
  return (await messagesOn(platform.simulators.smsUrl, phone)).at(-1)?.parameters.code ?? ''
}

const otherThan = (code: string) => (code === '000000' ? '111111' : '000000')

describe('a driver', () => {
  it('signs in with the code that was sent to his phone', async () => {
    const driver = await platform.driver('13900000001')
    const me = await driver.get('/me')
    expect(me.body).toMatchObject({ kind: 'driver', phone: '13900000001' })
    expect(me.body).not.toHaveProperty('sessionId')
  })

  it('is the same driver at his next sign-in', async () => {
    const ids = []
    for (const _ of [1, 2]) ids.push((await (await platform.driver('13900000002')).get<{ id: string }>('/me')).body.id)
    expect(ids[0]).toBe(ids[1])
  })
})

describe('a one-time code', () => {
  it('is refused when it is wrong, and says how many attempts are left', async () => {
    const code = await askAndRead('13900000011')
    const answer = await signIn('13900000011', otherThan(code))
    expect(answer).toMatchObject({ status: 422, body: { code: 'code-invalid', attemptsLeft: 4 } })
    expect((await signIn('13900000011', code)).status).toBe(204)
  })

  it('is worth nothing for another phone', async () => {
    const code = await askAndRead('13900000012')
    await askAndRead('13900000013')
    const other = await messagesOn(platform.simulators.smsUrl, '13900000013')
    const answer = await signIn('13900000013', code === other.at(-1)?.parameters.code ? otherThan(code) : code)
    expect(answer.status).toBe(422)
  })

  it('expires after five minutes', async () => {
    const code = await askAndRead('13900000014')
    clock.advance(5 * 60_000)
    expect((await signIn('13900000014', code)).status).toBe(422)
  })

  it('works once', async () => {
    const code = await askAndRead('13900000015')
    expect((await signIn('13900000015', code)).status).toBe(204)
    expect((await signIn('13900000015', code)).status).toBe(422)
  })

  it('lets one of several in who use it at the same moment', async () => {
    const code = await askAndRead('13900000016')
    const answers = await Promise.all(Array.from({ length: 4 }, () => signIn('13900000016', code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 422, 422, 422])
  })

  it('dies after five wrong guesses, also when they come at the same moment', async () => {
    const code = await askAndRead('13900000017')
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn('13900000017', otherThan(code))))
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([422]))
    expect((await signIn('13900000017', code)).status).toBe(422)
    expect(await codesTo('13900000017')).toMatchObject([{ attempts: 5 }])
  })

  it('does not bring an older code back to life when it dies', async () => {
    const older = await askAndRead('13900000018')
    clock.advance(61_000)
    const newer = await askAndRead('13900000018')
    for (let n = 0; n < 5; n++) await signIn('13900000018', otherThan(newer))
    expect((await signIn('13900000018', older)).status).toBe(422)
  })

  it('is sent again after a minute, not before, and never twice at once', async () => {
    const answers = await Promise.all(Array.from({ length: 3 }, () => ask('13900000019')))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429])
    const refused = await ask('13900000019')
    expect(refused.body).toMatchObject({ code: 'slow-down', retryAfterS: 60 })
    expect(refused.headers['retry-after']).toBe('60')
    clock.advance(60_000)
    expect((await ask('13900000019')).status).toBe(201)
    expect(await messagesOn(platform.simulators.smsUrl, '13900000019')).toHaveLength(2)
  })

  it('is sent twenty times a day at most', async () => {
    for (let n = 0; n < 20; n++) {
      expect((await ask('13900000020')).status).toBe(201)
      clock.advance(61_000)
    }
    expect((await ask('13900000020')).status).toBe(429)
    // Whoever has them sent to another's phone does not keep him from signing his document.
    const signing = { phone: '13900000020', purpose: 'sign-document', subject: 'a'.repeat(64) } as const
    expect(await sendOneTimeCode(platform.ctx, signing)).toMatchObject({ resendAfterS: 60 })
    clock.advance(24 * 3_600_000)
    expect((await ask('13900000020')).status).toBe(201)
  })

  it('can be asked for again at once when the message could not be sent', async () => {
    await plantFault(platform.simulators.smsUrl, { kind: 'down' })
    expect(await ask('13900000021')).toMatchObject({ status: 503, body: { code: 'unavailable', part: 'sms' } })
    expect((await ask('13900000021')).status).toBe(201)
  })

  it('is nowhere to be read in the database', async () => {
    const code = await askAndRead('13900000022')
    const rows = await codesTo('13900000022')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(code)
  })

  it.each([undefined, '', '1390000002', '23900000001', '139000000011', 13900000001, '+8613900000001', ['13900000001']])(
    'is not sent to %j',
    async (phone) => {
      const answer = await platform.stranger().post('/driver/codes', { phone })
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad-input', issues: [{ path: 'phone' }] } })
    },
  )
})
