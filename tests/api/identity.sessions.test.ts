import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settableClock } from '../../api/kernel/clock.ts'
import { findActor } from '../../api/modules/identity/service.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

const clock = settableClock(new Date())
const credentials = { loginName: 'officer.wang', password: 'kuaichu-demo-1' }
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ clock, worker: false })
})
afterAll(() => platform.stop())

const minutes = (n: number) => n * 60_000

describe('cookies', () => {
  it('are out of reach of scripts and of other sites', async () => {
    const answer = await platform.stranger('staff').post('/staff/session', credentials)
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^kuaichu_staff=[\w-]{43};/)
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(attribute)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('of staff and drivers live side by side, and the header says whose is meant', async () => {
    const staff = await platform.staff('officer.wang')
    const driver = await platform.driver('13910000001')
    const cookies = `${driver.cookie()}; ${staff.cookie()}`
    const request = (session: string) =>
      supertest(platform.url).get('/api/me').set('Cookie', cookies).set('Kuaichu-Session', session)
    expect((await request('staff')).body).toMatchObject({ kind: 'staff' })
    expect((await request('driver')).body).toMatchObject({ kind: 'driver' })
    const unnamed = await supertest(platform.url).get('/api/me').set('Cookie', cookies)
    expect(unnamed.status).toBe(401)
  })

  it('of one kind do not open the other’s door', async () => {
    const driver = await platform.driver('13910000002')
    expect((await driver.get('/staff')).status).toBe(403)
    expect((await driver.agent.get('/api/staff').set('Kuaichu-Session', 'staff')).status).toBe(401)
    const staff = await platform.staff('officer.wang')
    expect((await staff.post('/accidents', {})).status).toBe(403)
  })

  it('made up by somebody open nothing', async () => {
    for (const value of ['', 'x', 'A'.repeat(43), '%00', 'a'.repeat(4000)]) {
      const answer = await supertest(platform.url).get('/api/me').set('Cookie', `kuaichu_staff=${value}`)
      expect(answer.status).toBe(401)
    }
  })
})

describe('a request from another site', () => {
  it('is refused without the session header', async () => {
    const { agent } = await platform.staff('security')
    const answer = await agent.delete('/api/session')
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({ code: 'cross-site' })
  })

  it.each(['https://evil.example', 'null', 'http://localhost.evil.example', 'file://', 'x', ''])(
    'is refused with the origin %j',
    async (origin) => {
      const { agent } = await platform.staff('security')
      const answer = await agent.delete('/api/session').set('Kuaichu-Session', 'staff').set('Origin', origin)
      expect(answer.status).toBe(403)
    },
  )

  it('is refused also where nobody is signed in yet', async () => {
    const answer = await supertest(platform.url).post('/api/staff/session').send(credentials)
    expect(answer.status).toBe(403)
  })

  it('is no request of our own portal', async () => {
    const { agent } = await platform.staff('security')
    const answer = await agent.delete('/api/session').set('Kuaichu-Session', 'staff').set('Origin', platform.url)
    expect(answer.status).toBe(204)
  })
})

describe('a session', () => {
  it('of staff ends after half an hour without a request', async () => {
    const officer = await platform.staff('officer.wang')
    clock.advance(minutes(29))
    expect((await officer.get('/me')).status).toBe(200)
    clock.advance(minutes(29))
    expect((await officer.get('/me')).status).toBe(200)
    clock.advance(minutes(30) + 1)
    expect((await officer.get('/me')).status).toBe(401)
  })

  it('of staff ends after half an hour although a page of theirs stays open', async () => {
    const officer = await platform.staff('officer.wang')
    const secret = officer.cookie().replace('kuaichu_staff=', '')
    const page = () => findActor(platform.ctx, 'staff', secret, { present: false })
    clock.advance(minutes(29))
    expect(await page()).toMatchObject({ role: 'officer' })
    clock.advance(minutes(2))
    expect(await page()).toBeNull()
    expect((await officer.get('/me')).status).toBe(401)
  })

  it('of staff ends after twelve hours in any case', async () => {
    const officer = await platform.staff('officer.wang')
    for (let half = 0; half < 25; half++) {
      clock.advance(minutes(28))
      expect((await officer.get('/me')).status).toBe(200)
    }
    clock.advance(minutes(20))
    expect((await officer.get('/me')).status).toBe(401)
  })

  it('of a driver lasts for days', async () => {
    const driver = await platform.driver('13910000003')
    clock.advance(minutes(6 * 24 * 60))
    expect((await driver.get('/me')).status).toBe(200)
    clock.advance(minutes(7 * 24 * 60) + 1)
    expect((await driver.get('/me')).status).toBe(401)
  })

  it('ends at sign-out, also for whoever kept a copy of the cookie', async () => {
    const officer = await platform.staff('officer.wang')
    const copy = officer.cookie()
    expect((await supertest(platform.url).get('/api/me').set('Cookie', copy)).status).toBe(200)
    const other = await platform.staff('officer.wang')
    const out = await officer.delete('/session')
    expect(out.status).toBe(204)
    expect(String(out.headers['set-cookie'])).toMatch(/^kuaichu_staff=;.*Expires=Thu, 01 Jan 1970/)
    expect((await supertest(platform.url).get('/api/me').set('Cookie', copy)).status).toBe(401)
    expect((await other.get('/me')).status).toBe(200)
    expect((await officer.delete('/session')).status).toBe(401)
  })

  it('is kept as a hash: the table lets nobody in', async () => {
    const answer = await platform.stranger('staff').post('/staff/session', credentials)
    const secret = /kuaichu_staff=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? ''
    const rows = await platform.ctx.db.session.findMany()
    expect(JSON.stringify(rows)).not.toContain(secret)
    const answerToId = await supertest(platform.url)
      .get('/api/me')
      .set('Cookie', `kuaichu_staff=${rows.at(-1)?.id}`)
    expect(answerToId.status).toBe(401)
  })

  it('ends with the account, at the very next request', async () => {
    const [security, clerk] = [await platform.staff('security'), await platform.staff('clerk.picc')]
    const list = await security.get<{ items: { id: string; loginName: string; version: number }[] }>('/staff')
    const account = list.body.items.find(({ loginName }) => loginName === 'clerk.picc')
    const change = { enabled: false, version: account?.version, reason: '离职' }
    expect(await security.put(`/staff/${account?.id}/enabled`, { ...change, reason: '离' })).toMatchObject({
      status: 400,
    })
    expect((await clerk.get('/me')).status).toBe(200)
    expect(await security.put(`/staff/${account?.id}/enabled`, { ...change, reason: '已离职' })).toMatchObject({
      status: 200,
    })
    expect((await clerk.get('/me')).status).toBe(401)
    await expect(platform.staff('clerk.picc')).rejects.toThrow('wrong-credentials')
  })
})
