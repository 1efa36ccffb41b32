import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthorisationView, StaffUserView } from '../../api/modules/identity/schema.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

let platform: TestPlatform
const who: Record<string, Caller> = {}
const names = [
  'security',
  'auditor',
  'system',
  'admin.picc',
  'clerk.picc',
  'chief.liu',
  'officer.wang',
  'dispatch.chen',
  'surveyor.li',
  'surveyor.wu',
] as const
beforeAll(async () => {
  platform = await startTestPlatform({ worker: false })
  for (const name of names) who[name] = await platform.staff(name)
  who.driver = await platform.driver('13920000001')
})
afterAll(() => platform.stop())

function as(name: (typeof names)[number] | 'driver'): Caller {
  const found = who[name]
  if (!found) throw new Error(name)
  return found
}

interface Page<T> {
  items: T[]
  next: string | null
}
const accounts = async (name: (typeof names)[number]) =>
  (await as(name).get<Page<StaffUserView>>('/staff?limit=100')).body.items
const authorisations = async (name: (typeof names)[number]) =>
  (await as(name).get<Page<AuthorisationView>>('/authorisations?limit=100')).body.items

let number = 0
const newAccount = (change: object = {}) => ({
  loginName: `account.${++number}`,
  displayName: '新账号',
  role: 'officer',
  districtCodes: ['230602'],
  initialPassword: 'first-day-1',
  ...change,
})

describe('accounts', () => {
  it('are made by the security administrator and nobody else', async () => {
    for (const name of names) {
      const { status } = await as(name).post('/staff', newAccount())
      expect([name, status]).toEqual([name, name === 'security' ? 201 : 403])
    }
    expect((await as('driver').post('/staff', newAccount())).status).toBe(403)
  })

  it('are listed to whom they concern', async () => {
    const everybody = await accounts('security')
    expect(everybody.length).toBeGreaterThan(12)
    expect(await accounts('auditor')).toEqual(everybody)
    const own = await accounts('admin.picc')
    expect(own.map(({ loginName }) => loginName)).toEqual(['admin.picc', 'clerk.picc', 'surveyor.li'])
    for (const name of ['officer.wang', 'surveyor.li', 'clerk.picc', 'system'] as const)
      expect(await accounts(name)).toEqual([])
  })

  it('come page by page without loss or repeat', async () => {
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const path: string = `/staff?limit=4${after ? `&after=${encodeURIComponent(after)}` : ''}`
      const { body }: { body: Page<StaffUserView> } = await as('security').get<Page<StaffUserView>>(path)
      seen.push(...body.items.map(({ loginName }) => loginName))
      after = body.next
    }
    expect(seen).toEqual((await accounts('security')).map(({ loginName }) => loginName))
  })

  it.each(['limit=0', 'limit=101', 'limit=x', 'limit=1&limit=2', 'after=%00', `after=${'x'.repeat(101)}`])(
    'refuse the page %s',
    async (query) => {
      expect(await as('security').get(`/staff?${query}`)).toMatchObject({ status: 400, body: { code: 'bad-input' } })
    },
  )

  it('refuse a login name that is taken, also by two at once', async () => {
    const account = newAccount()
    const answers = await Promise.all([1, 2].map(() => as('security').post('/staff', account)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await as('security').post('/staff', account)).body).toMatchObject({ state: 'login-name-taken' })
  })

  it('are made once, however often the same request comes', async () => {
    const account = newAccount()
    const key = 'make-this-account'
    const answers = await Promise.all(
      [1, 2, 3].map(() => as('security').post<StaffUserView>('/staff', account, { key })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  })

  it.each([
    ['no insurer for a surveyor', { role: 'surveyor', districtCodes: [] }],
    ['an insurer for an officer', { insurerId: 'PICC' }],
    ['an insurer that nobody knows', { role: 'surveyor', insurerId: 'NOBODY' }],
    ['a unit that nobody knows', { unitId: '00000000-0000-4000-8000-000000000000' }],
    ['no district for an officer', { districtCodes: [] }],
    ['a district that is none', { districtCodes: ['Daqing'] }],
    ['a role that is none', { role: 'driver' }],
    ['a weak password', { initialPassword: 'password' }],
    ['a login name with capitals', { loginName: 'Officer' }],
    ['a name that cannot be stored', { displayName: '王\u0000' }],
    ['half a character', { displayName: '\ud83d' }],
  ])('refuse %s', async (_, change) => {
    expect(await as('security').post('/staff', newAccount(change))).toMatchObject({
      status: 400,
      body: { code: 'bad-input' },
    })
  })

  it('are not disabled by who may not, nor by himself, nor on an old version', async () => {
    const [own, other] = ['security', 'dispatch.chen'] as const
    const all = await accounts('security')
    const byName = (name: string) => all.find(({ loginName }) => loginName === name)
    const body = { enabled: false, version: byName(other)?.version, reason: '测试停用' }
    const path = (name: string) => `/staff/${byName(name)?.id}/enabled`
    // Who may not read the list is not told that the account exists.
    expect((await as('officer.wang').put(path(other), body)).status).toBe(404)
    expect((await as('auditor').put(path(other), body)).status).toBe(403)
    expect((await as('security').put(path(own), { ...body, version: byName(own)?.version })).status).toBe(403)
    expect((await as('security').put('/staff/00000000-0000-4000-8000-000000000000/enabled', body)).status).toBe(404)
    expect((await as('security').put('/staff/x/enabled', body)).status).toBe(400)
    const old = await as('security').put(path(other), { ...body, version: 99 })
    expect(old).toMatchObject({ status: 409, body: { state: 'enabled', version: byName(other)?.version } })
    const never = await as('security').put(path(other), { ...body, version: 2 ** 31 })
    expect(never).toMatchObject({ status: 400, body: { issues: [{ path: 'version', message: 'too large a number' }] } })
    expect((await as('dispatch.chen').get('/me')).status).toBe(200)
  })
})

describe('what is chosen by name', () => {
  const items = async (name: (typeof names)[number], path: string) =>
    (await as(name).get<{ items: Record<string, string>[] }>(path)).body.items
  /** How many each may choose from; whoever chooses none is told nothing. */
  const counts = async (path: string) => {
    const found: Record<string, number> = {}
    for (const name of names) {
      const { length } = await items(name, path)
      if (length > 0) found[name] = length
    }
    return found
  }

  it('is no more than whoever chooses needs', async () => {
    expect(await counts('/insurers')).toEqual({ security: 4, auditor: 4 })
    expect(await counts('/units')).toEqual({ security: 2, auditor: 2, 'chief.liu': 2 })
    expect(await counts('/surveyors')).toEqual({ 'chief.liu': 3 })
    expect(Object.keys((await items('chief.liu', '/surveyors'))[0] ?? {}).sort()).toEqual([
      'badgeNumber',
      'displayName',
      'id',
      'insurerName',
    ])
    for (const path of ['/insurers', '/units', '/surveyors']) {
      expect((await as('driver').get(path)).status).toBe(403)
      expect((await platform.stranger('staff').get(path)).status).toBe(401)
    }
  })

  it('finds a surveyor by part of his name, badge or company', async () => {
    const found = async (find: string) =>
      (await items('chief.liu', `/surveyors?find=${encodeURIComponent(find)}`)).map(({ displayName }) => displayName)
    expect(await found('李')).toEqual(['李伟'])
    expect(await found('paic-03')).toEqual(['周洋'])
    expect(await found('太保')).toEqual(['吴倩'])
    expect(await found('王建国')).toEqual([])
    for (const find of ['', '%', 'a_b', 'x'.repeat(41), '%5C'])
      expect([find, (await as('chief.liu').get(`/surveyors?find=${find}`)).status]).toEqual([find, 400])
  })

  it('leaves out who no longer works and who is no longer in business', async () => {
    const { id, version } = (await accounts('security')).find(({ loginName }) => loginName === 'surveyor.wu') ?? {}
    await as('security').put(`/staff/${id}/enabled`, { enabled: false, version, reason: '长期休假' })
    expect((await items('chief.liu', '/surveyors')).map(({ id: other }) => other)).not.toContain(id)
    await as('security').put(`/staff/${id}/enabled`, {
      enabled: true,
      version: Number(version) + 1,
      reason: '休假结束',
    })
    who['surveyor.wu'] = await platform.staff('surveyor.wu')

    await platform.ctx.db.insurer.update({ where: { id: 'CCIC' }, data: { validTo: new Date('2021-01-01') } })
    expect((await items('security', '/insurers')).map(({ id: other }) => other)).toEqual(['CPIC', 'PAIC', 'PICC'])
  })
})

describe('authorisations', () => {
  const grant = async (change: object = {}) => ({
    surveyorId: (await accounts('security')).find(({ loginName }) => loginName === 'surveyor.li')?.id,
    districtCode: '230603',
    mandate: 'issue',
    validFrom: new Date(Date.now() - 60_000).toISOString(),
    validTo: new Date(Date.now() + 86_400_000).toISOString(),
    ...change,
  })

  it('are granted by a senior officer of the district and nobody else', async () => {
    for (const name of names.filter((candidate) => candidate !== 'chief.liu')) {
      const { status } = await as(name).post('/authorisations', await grant())
      expect([name, status]).toEqual([name, 403])
    }
    expect((await as('chief.liu').post('/authorisations', await grant({ districtCode: '230604' }))).status).toBe(403)
    const granted = await as('chief.liu').post('/authorisations', await grant())
    expect(granted).toMatchObject({ status: 201, body: { state: 'in-force', insurerId: 'PICC', surveyorName: '李伟' } })
  })

  it.each([
    ['an end before the beginning', { validFrom: '2026-01-02T00:00:00.5Z', validTo: '2026-01-02T00:00:00Z' }],
    ['somebody who is no surveyor', { surveyorId: '00000000-0000-4000-8000-000000000000' }],
    ['a mandate that is none', { mandate: 'sign' }],
    ['a day without a time', { validFrom: '2026-01-01' }],
    ['a year that never was', { validFrom: '0000-01-01T00:00:00Z' }],
  ])('refuse %s', async (_, change) => {
    expect((await as('chief.liu').post('/authorisations', await grant(change))).status).toBe(400)
  })

  it('are seen by the surveyor himself, his company, the district and the administrators', async () => {
    const all = await authorisations('security')
    expect(await authorisations('auditor')).toEqual(all)
    const companies = async (name: (typeof names)[number]) =>
      new Set((await authorisations(name)).map(({ insurerId }) => insurerId))
    expect(await companies('surveyor.wu')).toEqual(new Set(['CPIC']))
    expect(await companies('admin.picc')).toEqual(new Set(['PICC']))
    expect((await authorisations('chief.liu')).length).toBe(all.length)
    expect(await authorisations('officer.wang')).toEqual([])
  })

  it('end the surveyor’s rights at his very next request', async () => {
    const rights = async () =>
      (await as('surveyor.wu').get<{ authorisations: { id: string }[] }>('/me')).body.authorisations
    const [first] = await rights()
    const row = (await authorisations('security')).find(({ id }) => id === first?.id)
    const path = `/authorisations/${row?.id}/revocation`
    const body = { version: row?.version, reason: '考核不合格' }
    for (const name of ['surveyor.wu', 'admin.picc', 'auditor', 'officer.wang'] as const)
      expect([403, 404]).toContain((await as(name).post(path, body)).status)
    expect((await as('chief.liu').post(path, { ...body, version: 99 })).status).toBe(409)
    expect((await as('chief.liu').post(path, { ...body, reason: '' })).status).toBe(400)

    const before = (await rights()).length
    expect(await as('chief.liu').post(path, body)).toMatchObject({ status: 200, body: { state: 'revoked' } })
    expect(await rights()).toHaveLength(before - 1)
    expect((await as('chief.liu').post(path, body)).body).toMatchObject({ code: 'conflict', state: 'revoked' })
  })
})
