import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settableClock } from '../../api/kernel/clock.ts'
import type { StaffUserView } from '../../api/modules/identity/schema.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

const clock = settableClock(new Date())
const password = 'kuaichu-demo-1'
const nobody = '00000000-0000-4000-8000-000000000000'
let platform: TestPlatform
let security: Caller
const others = ['auditor', 'system', 'admin.picc', 'officer.wang', 'chief.liu', 'surveyor.li'] as const
const callers = new Map<string, Caller>()

beforeAll(async () => {
  platform = await startTestPlatform({ clock, worker: false, env: { SECOND_FACTOR_ROLES: 'dispatcher' } })
  security = await platform.staff('security')
  for (const name of others) callers.set(name, await platform.staff(name))
})
afterAll(() => platform.stop())

const signIn = (body: object, who: Caller = platform.stranger('staff')) => who.post('/staff/session', body)
const account = async (loginName: string): Promise<StaffUserView> => {
  const { body } = await security.get<{ items: StaffUserView[] }>('/staff?limit=100')
  const found = body.items.find((user) => user.loginName === loginName)
  if (!found) throw new Error(loginName)
  return found
}
/** Does it to the account as it is now. */
const to = async (loginName: string, act: string, who = security, change: object = {}) => {
  const { id, version } = await account(loginName)
  return who.post(`/staff/${id}/${act}`, { version, ...change })
}
const lock = async (loginName: string) => {
  for (let n = 0; n < 5; n++) await signIn({ loginName, password: 'wrong-password-1' })
}
const lastEvent = async (loginName: string) => {
  const { id } = await account(loginName)
  const event = await platform.ctx.db.auditEvent.findFirst({
    where: { stream: `staff:${id}` },
    orderBy: { seq: 'desc' },
  })
  return { action: event?.action, actorRole: event?.actorRole, text: Buffer.from(event?.canonical ?? '').toString() }
}

describe.each(['password-reset', 'second-factor-reset', 'unlocking'])('%s', (act) => {
  it('is the security administrator’s, and not of his own account', async () => {
    for (const [name, who] of callers) {
      const { status } = await to('clerk.picc', act, who)
      // Who may not read the account is not told that it exists.
      expect([name, status]).toEqual([name, ['auditor', 'admin.picc'].includes(name) ? 403 : 404])
    }
    expect((await to('clerk.picc', act, await platform.driver('13930000001'))).status).toBe(403)
    expect((await to('clerk.picc', act, platform.stranger('staff'))).status).toBe(401)
    expect((await to('security', act)).status).toBe(403)
  })

  it('refuses an account that nobody has, an old version and what is no version', async () => {
    expect((await security.post(`/staff/${nobody}/${act}`, { version: 1 })).status).toBe(404)
    expect((await security.post(`/staff/x/${act}`, { version: 1 })).status).toBe(400)
    expect((await to('clerk.picc', act, security, { version: 'x' })).status).toBe(400)
    expect(await to('clerk.picc', act, security, { version: 99 })).toMatchObject({
      status: 409,
      body: { code: 'conflict', state: 'enabled', version: (await account('clerk.picc')).version },
    })
  })
})

describe('a password that was reset', () => {
  const loginName = 'surveyor.zhou'

  it('ends every session at once, and must be replaced before anything else', async () => {
    const before = await platform.staff(loginName)
    const { status, body } = await to(loginName, 'password-reset')
    const { initialPassword } = body as { initialPassword: string }
    expect([status, body]).toMatchObject([200, { account: { loginName, mustChangePassword: true } }])
    expect(initialPassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect((await before.get('/me')).status).toBe(401)
    expect((await signIn({ loginName, password })).status).toBe(401)

    const who = platform.stranger('staff')
    expect((await signIn({ loginName, password: initialPassword }, who)).body).toEqual({ status: 'new-password' })
    expect((await who.get('/me')).status).toBe(401)
    const same = { loginName, password: initialPassword, newPassword: initialPassword }
    expect((await signIn(same, who)).status).toBe(400)
    expect((await signIn({ ...same, newPassword: 'chosen-by-me-1' }, who)).body).toEqual({ status: 'signed-in' })
    expect((await who.get('/me')).status).toBe(200)
    expect((await signIn({ loginName, password: initialPassword })).status).toBe(401)
    expect(await account(loginName)).toMatchObject({ mustChangePassword: false })
  })

  it('is told once and kept nowhere', async () => {
    const { id, version } = await account(loginName)
    const key = 'the-same-intention'
    const answers = await Promise.all(
      [1, 2].map(() => security.post(`/staff/${id}/password-reset`, { version }, { key })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const told = answers.find(({ status }) => status === 200)?.body as { initialPassword: string }
    const kept = JSON.stringify(await platform.ctx.db.idempotencyKey.findMany())
    const event = await lastEvent(loginName)
    expect(event).toMatchObject({ action: 'staff.password-reset', actorRole: 'security-administrator' })
    for (const text of [kept, event.text]) expect(text).not.toMatch(new RegExp(`${told.initialPassword}|argon2`))
  })

  it('lets in nobody whose account is disabled', async () => {
    const { id, version } = await account('officer.sun')
    await security.put(`/staff/${id}/enabled`, { enabled: false, version, reason: '长期休假' })
    const { body } = await to('officer.sun', 'password-reset')
    const { initialPassword } = body as { initialPassword: string }
    expect((await signIn({ loginName: 'officer.sun', password: initialPassword })).status).toBe(401)
  })
})

describe('an authenticator that was lost', () => {
  const loginName = 'dispatch.chen'
  const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(clock.now().getTime() / 1000) })
  const offered = async () => {
    const { body } = await signIn({ loginName, password })
    return new URL((body as { otpauthUri: string }).otpauthUri).searchParams.get('secret') ?? ''
  }

  it('is taken off: the session ends, and the next sign-in enrols another', async () => {
    const lost = await offered()
    const who = platform.stranger('staff')
    expect((await signIn({ loginName, password, secondFactor: await codeOf(lost) }, who)).status).toBe(200)
    expect(await account(loginName)).toMatchObject({ secondFactor: true })

    expect(await to(loginName, 'second-factor-reset')).toMatchObject({ status: 200, body: { secondFactor: false } })
    expect((await who.get('/me')).status).toBe(401)
    const event = await lastEvent(loginName)
    expect(event.action).toBe('staff.second-factor-reset')
    expect(event.text).not.toContain(lost)

    const next = await offered()
    expect(next).not.toBe(lost)
    expect((await signIn({ loginName, password, secondFactor: await codeOf(lost) })).status).toBe(401)
    expect((await signIn({ loginName, password, secondFactor: await codeOf(next) }, who)).status).toBe(200)
  })

  it('is not there twice: two administrators at once, one is told', async () => {
    const { id, version } = await account(loginName)
    const answers = await Promise.all([1, 2].map(() => security.post(`/staff/${id}/second-factor-reset`, { version })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await to(loginName, 'second-factor-reset')).status).toBe(409)
  })
})

describe('a locked account', () => {
  const loginName = 'surveyor.wu'

  it('is opened before its time, and its owner signs in as before', async () => {
    await lock(loginName)
    expect((await signIn({ loginName, password })).status).toBe(423)
    expect(await to(loginName, 'unlocking')).toMatchObject({ status: 200, body: { lockedUntil: null } })
    expect(await lastEvent(loginName)).toMatchObject({ action: 'staff.unlocked' })
    expect((await signIn({ loginName, password })).body).toEqual({ status: 'signed-in' })
  })

  it('is opened once, and not at all when its time is over', async () => {
    await lock(loginName)
    const { id, version } = await account(loginName)
    const answers = await Promise.all([1, 2].map(() => security.post(`/staff/${id}/unlocking`, { version })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    await lock(loginName)
    clock.advance(15 * 60_000)
    expect(await to(loginName, 'unlocking')).toMatchObject({ status: 409, body: { state: 'enabled' } })
  })

  it('keeps whom it signed in before: the lock is for those who guess', async () => {
    const inside = await platform.staff(loginName)
    await lock(loginName)
    expect((await inside.get('/me')).status).toBe(200)
    expect((await to(loginName, 'unlocking')).status).toBe(200)
  })
})

describe('one’s own password', () => {
  const loginName = 'officer.zhao'
  const change = (who: Caller, body: object) => who.put('/me/password', body)

  it('is replaced with the present one; the other sessions end, this one stays', async () => {
    const [here, elsewhere] = [await platform.staff(loginName), await platform.staff(loginName)]
    expect((await change(here, { password, newPassword: 'another-one-3' })).status).toBe(204)
    expect((await here.get('/me')).status).toBe(200)
    expect((await elsewhere.get('/me')).status).toBe(401)
    expect((await signIn({ loginName, password })).status).toBe(401)
    expect((await signIn({ loginName, password: 'another-one-3' })).status).toBe(200)
    const event = await lastEvent(loginName)
    expect(event.text).not.toMatch(/another-one|argon2/)
  })

  it('is replaced once by two who press at once', async () => {
    const here = platform.stranger('staff')
    await signIn({ loginName, password: 'another-one-3' }, here)
    const body = { password: 'another-one-3', newPassword: 'another-one-4' }
    const answers = await Promise.all([change(here, body), change(here, body)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 400])
  })

  it.each([
    ['the same again', 'kuaichu-demo-1'],
    ['one that bears the login name', 'Officer.Wang-2026'],
    ['a short one', 'short1'],
    ['one of letters only', 'nodigitsatall'],
  ])('is not replaced by %s', async (_, newPassword) => {
    const here = await platform.staff('officer.wang')
    expect(await change(here, { password, newPassword })).toMatchObject({
      status: 400,
      body: { code: 'bad-input', issues: [{ path: 'newPassword' }] },
    })
  })

  it('is nobody’s else: drivers and strangers have none', async () => {
    const body = { password, newPassword: 'another-one-3' }
    expect((await change(await platform.driver('13930000002'), body)).status).toBe(403)
    expect((await change(platform.stranger('staff'), body)).status).toBe(401)
  })

  it('cannot be guessed from a page left open: the fifth wrong answer locks', async () => {
    const here = await platform.staff('clerk.picc')
    const guess = () => change(here, { password: 'wrong-password-1', newPassword: 'another-one-3' })
    for (let n = 0; n < 5; n++)
      expect(await guess()).toMatchObject({ status: 400, body: { issues: [{ path: 'password' }] } })
    expect((await guess()).status).toBe(423)
    expect((await change(here, { password, newPassword: 'another-one-3' })).status).toBe(423)
    expect((await signIn({ loginName: 'clerk.picc', password })).status).toBe(423)
    expect((await to('clerk.picc', 'unlocking')).status).toBe(200)
    expect((await change(here, { password, newPassword: 'another-one-3' })).status).toBe(204)
  })
})
