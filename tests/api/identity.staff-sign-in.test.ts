import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settableClock } from '../../api/kernel/clock.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import type { Caller } from '../support/caller.ts'

const clock = settableClock(new Date())
const password = 'kuaichu-demo-1'
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ clock, worker: false, env: { SECOND_FACTOR_ROLES: 'auditor,dispatcher' } })
})
afterAll(() => platform.stop())

const attempt = (body: object, who: Caller = platform.stranger('staff')) => who.post('/staff/session', body)

describe('a member of staff', () => {
  it('signs in with name and password', async () => {
    const officer = await platform.staff('officer.wang')
    const { body } = await officer.get('/me')
    expect(body).toMatchObject({ kind: 'staff', role: 'officer', displayName: '王建国', districtCodes: ['230602'] })
    expect(Object.keys(body as object)).not.toContain('sessionId')
  })

  it('is told the same for a wrong password and for a name that nobody has', async () => {
    const [wrong, unknown] = [
      await attempt({ loginName: 'officer.zhao', password: 'wrong-password-1' }),
      await attempt({ loginName: 'nobody.here', password: 'wrong-password-1' }),
    ]
    const shown = ({ status, body }: typeof wrong) => ({ status, ...(body as object), requestId: '' })
    expect(wrong.status).toBe(401)
    expect(shown(wrong)).toEqual(shown(unknown))
  })

  it('may bear any character in his password but one that cannot be stored', async () => {
    expect((await attempt({ loginName: 'officer.zhao', password: '密码-🔑-\u0007' })).status).toBe(401)
    expect((await attempt({ loginName: 'officer\u0000zhao', password })).status).toBe(400)
  })
})

describe('the lock', () => {
  it('falls after five wrong answers in a row and opens after a quarter of an hour', async () => {
    const loginName = 'officer.sun'
    for (let n = 0; n < 4; n++) await attempt({ loginName, password: 'wrong-password-1' })
    expect((await attempt({ loginName, password })).status).toBe(200)
    for (let n = 0; n < 5; n++) expect((await attempt({ loginName, password: 'wrong-password-1' })).status).toBe(401)
    expect(await attempt({ loginName, password })).toMatchObject({ status: 423, body: { code: 'locked-out' } })
    clock.advance(15 * 60_000 - 1)
    expect((await attempt({ loginName, password })).status).toBe(423)
    clock.advance(1)
    expect((await attempt({ loginName, password })).status).toBe(200)
  })

  it('falls after five also when they come at the same moment', async () => {
    const loginName = 'surveyor.wu'
    const guesses = await Promise.all(
      Array.from({ length: 10 }, () => attempt({ loginName, password: 'wrong-password-1' })),
    )
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(guesses.filter(({ status }) => status === 423)).toHaveLength(5)
  })

  it('is not told apart by whoever comes with the right password', async () => {
    const loginName = 'surveyor.zhou'
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => attempt({ loginName, password: 'wrong-password-1' })),
      attempt({ loginName, password }),
    ])
    // Either it came in time or it met the lock: never an answer that betrays it.
    expect([200, 423]).toContain(answers.at(-1)?.status)
  })
})

describe('the second factor', () => {
  const loginName = 'auditor'
  let secret = ''
  const epoch = () => Math.floor(clock.now().getTime() / 1000)
  const codeAt = (at: number) => generate({ secret, epoch: at })

  it('is asked for where the city requires it of the role, enrolment first', async () => {
    const { status, body } = await attempt({ loginName, password })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'enrol' })
    secret = new URL((body as { otpauthUri: string }).otpauthUri).searchParams.get('secret') ?? ''
    expect(secret).toMatch(/^[A-Z2-7]{16,}$/)
  })

  it('is the same secret until it has been proved', async () => {
    const { body } = await attempt({ loginName, password })
    expect((body as { otpauthUri: string }).otpauthUri).toContain(secret)
  })

  it('sets no cookie before it was given', async () => {
    const who = platform.stranger('staff')
    await attempt({ loginName, password }, who)
    expect((await who.get('/me')).status).toBe(401)
  })

  it('lets in with the code of the authenticator, and enrols it', async () => {
    const who = platform.stranger('staff')
    const answer = await attempt({ loginName, password, secondFactor: await codeAt(epoch()) }, who)
    expect(answer.body).toEqual({ status: 'signed-in' })
    expect((await who.get('/me')).status).toBe(200)
    expect((await attempt({ loginName, password })).body).toEqual({ status: 'second-factor' })
  })

  it('does not accept a code a second time, nor an older one', async () => {
    expect((await attempt({ loginName, password, secondFactor: await codeAt(epoch()) })).status).toBe(401)
    expect((await attempt({ loginName, password, secondFactor: await codeAt(epoch() - 30) })).status).toBe(401)
    clock.advance(60_000)
    expect((await attempt({ loginName, password, secondFactor: await codeAt(epoch()) })).status).toBe(200)
  })

  it('lets one in of two who use the same code at once', async () => {
    clock.advance(60_000)
    const secondFactor = await codeAt(epoch())
    const answers = await Promise.all([1, 2].map(() => attempt({ loginName, password, secondFactor })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('counts wrong codes towards the lock', async () => {
    clock.advance(60_000)
    const far = await codeAt(epoch() + 86_400)
    await attempt({ loginName, password, secondFactor: await codeAt(epoch()) })
    for (let n = 0; n < 5; n++) expect((await attempt({ loginName, password, secondFactor: far })).status).toBe(401)
    expect((await attempt({ loginName, password })).status).toBe(423)
  })

  it('is not asked of roles that the city left out', async () => {
    expect((await attempt({ loginName: 'clerk.picc', password })).body).toEqual({ status: 'signed-in' })
  })
})

describe('a new password', () => {
  const account = { loginName: 'new.clerk', displayName: '新人', role: 'insurer-clerk', insurerId: 'PICC' }
  const initialPassword = 'first-day-1'

  it('must replace the initial one at the first sign-in', async () => {
    const security = await platform.staff('security')
    expect((await security.post('/staff', { ...account, initialPassword })).status).toBe(201)
    const { loginName } = account
    expect((await attempt({ loginName, password: initialPassword })).body).toEqual({ status: 'new-password' })
    for (const newPassword of [initialPassword, 'new.clerk-2026', 'NEW.CLERK-2026', 'short1', 'nodigitsatall']) {
      expect(await attempt({ loginName, password: initialPassword, newPassword })).toMatchObject({ status: 400 })
    }
    expect((await attempt({ loginName, password: initialPassword, newPassword: 'second-day-2' })).status).toBe(200)
    expect((await attempt({ loginName, password: initialPassword })).status).toBe(401)
    expect((await attempt({ loginName, password: 'second-day-2' })).status).toBe(200)
  })

  it('ends the sessions that were begun with the old one', async () => {
    const old = await platform.staff('clerk.picc')
    const who = platform.stranger('staff')
    await attempt({ loginName: 'clerk.picc', password, newPassword: 'another-one-3' }, who)
    expect((await old.get('/me')).status).toBe(401)
    expect((await who.get('/me')).status).toBe(200)
  })
})

it('keeps no password and no authenticator secret where an answer or the audit could show it', async () => {
  const events = await platform.ctx.db.auditEvent.findMany()
  const text = events.map(({ canonical }) => Buffer.from(canonical).toString()).join('\n')
  expect(text).not.toMatch(/argon2|kuaichu-demo|second-day/)
  const list = await (await platform.staff('security')).get('/staff')
  expect(JSON.stringify(list.body)).not.toMatch(/argon2|totpSecret|passwordHash/)
})
