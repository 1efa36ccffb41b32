import { spawn } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newMasterKey } from '../../api/adapters/field-keys/master-keys.ts'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { systemActor } from '../../api/kernel/access/roles.ts'
import { recordAudit } from '../../api/kernel/audit/record.ts'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import { sealPlainParties } from '../../api/modules/accidents/service.ts'
import { sealPlainAccounts } from '../../api/modules/identity/service.ts'
import { simulatorEnvironment } from '../../infra/simulators/environment.ts'
import type { Caller } from '../support/caller.ts'
import { details, done, licences, look, reported } from '../support/cases.ts'
import { freshDatabase } from '../support/database.ts'
import { masterKey, startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { tableTexts } from '../support/table-text.ts'

const phone = '13970000001'
const newer = newMasterKey(new Date())

let platform: TestPlatform
let database: { DATABASE_URL: string; DATABASE_OWNER_URL: string }
let driver: Caller
let caseId: string

beforeAll(async () => {
  const { appUrl, ownerUrl } = await freshDatabase()
  database = { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl }
  // An installation of some age, whose processes have been started again with a new master key in front of the old one.
  const earlier = await startTestPlatform({ env: database, worker: false })
  await earlier.stop()
  platform = await startTestPlatform({ env: { ...database, FIELD_KEYS: `${newer},${masterKey}` } })
  driver = await platform.driver(phone)
  caseId = (await reported(driver)).id
  await platform.idle()
  done(await details(driver, caseId, 'A'))
  await platform.idle()
})
afterAll(() => platform.stop())

/** `npm run field-keys -- ...` as an operator runs it, beside the server. */
async function fieldKeys(command: string, FIELD_KEYS = masterKey): Promise<{ code: number; out: string; err: string }> {
  const path = fileURLToPath(new URL('../../api/field-keys-cli.ts', import.meta.url))
  const { ctx, simulators } = platform
  const child = spawn(process.execPath, ['--import', 'tsx', path, command], {
    env: {
      ...process.env,
      ...simulatorEnvironment(simulators),
      ...database,
      FIELD_KEYS,
      LOG_LEVEL: 'silent',
      KUAICHU_DATA_DIR: ctx.policy.dataDir,
    },
  })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: Number(code), out, err }
}

async function brokenIn({ ctx }: TestPlatform) {
  const publicKey = createPublicKey(ctx.policy.auditSigningKey).export({ type: 'spki', format: 'pem' }).toString()
  return (await verifyAudit({ db: ctx.db, objects: ctx.objects, publicKey })).broken
}

const ownNumbers = async (who: Caller) => (await look(who, caseId)).parties.find(({ side }) => side === 'A')
const owner = (sql: string, values: unknown[] = []) =>
  withClient(database.DATABASE_OWNER_URL, (client) => client.query(sql, values))

describe('the keys of a running installation', () => {
  it('are not made up where it brings its own database', async () => {
    const { code, err } = await fieldKeys('status', '')
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('FIELD_KEYS: is not set') as unknown })
  })

  it('are replaced one after another, and the number is there throughout', async () => {
    expect((await fieldKeys('new-key')).out).toBe('field key 3 seals from now on\n')
    expect(await fieldKeys('rewrap', `${newer},${masterKey}`)).toMatchObject({
      code: 0,
      out: `3 field keys wrapped with ${newer.split(':')[0]}\n`,
    })
    expect(await ownNumbers(driver)).toMatchObject({ phone, licenceNumber: licences.A })

    // The older master key can go; whoever still starts with it alone is told, and is shown no key.
    expect((await fieldKeys('status', newer)).out.split('\n').filter((line) => line !== '')).toHaveLength(3)
    const refused = await fieldKeys('status', masterKey)
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining('FIELD_KEYS does not hold the key') as unknown,
    })
    for (const pair of [newer, masterKey]) expect(refused.err).not.toContain(pair.split(':')[1])
  }, 120_000)

  it('leave the record whole, which tells of their replacement', async () => {
    expect(await brokenIn(platform)).toEqual([])
    const acts = await platform.ctx.db.auditEvent.findMany({ where: { action: { startsWith: 'field-keys.' } } })
    expect(acts.map(({ action, stream }) => `${stream} ${action}`)).toEqual([
      'system field-keys.added',
      'system field-keys.rewrapped',
    ])
  })
})

describe('what an earlier release wrote in plain', () => {
  let id: string
  beforeAll(async () => {
    const { ctx } = platform
    id = (await ctx.db.driver.findFirstOrThrow()).id
    for (const table of ['driver', 'party', 'one_time_code', 'staff_user'])
      await owner(`alter table ${table} disable trigger user`)
    await owner(`update driver set phone = $1, "phoneIndex" = null`, [phone])
    await owner(`update one_time_code set phone = $1, "phoneIndex" = null`, [phone])
    await owner(`update party set phone = $1, "licenceNumber" = $2 where side = 'A'`, [phone, licences.A])
    await owner(`update staff_user set "totpSecret" = 'JBSWY3DPEHPK3PXP' where "loginName" = 'officer.zhao'`)
    for (const table of ['driver', 'party', 'one_time_code', 'staff_user'])
      await owner(`alter table ${table} enable trigger user`)
    // That release's record vouched for these rows.
    const party = await ctx.db.party.findFirstOrThrow({ where: { accidentId: caseId, side: 'A' } })
    const staffUser = await ctx.db.staffUser.findFirstOrThrow({ where: { loginName: 'officer.zhao' } })
    const act = { action: 'test.earlier', actor: systemActor }
    await ctx.transact(async (tx) => {
      await recordAudit(tx, ctx.clock.now(), {
        ...act,
        stream: `accident:${caseId}`,
        rows: [{ model: 'party', row: party }],
      })
      await recordAudit(tx, ctx.clock.now(), {
        ...act,
        stream: `staff:${staffUser.id}`,
        rows: [{ model: 'staffUser', row: staffUser }],
      })
    })
    expect(await brokenIn(platform)).toEqual([])
  })

  const plainTables = async () =>
    [...(await tableTexts(database.DATABASE_OWNER_URL))]
      .filter(([, all]) => [phone, licences.A, 'JBSWY3DPEHPK3PXP'].some((each) => all.includes(each)))
      .map(([table]) => table)
      .sort()

  it('stays usable: the driver is known, and his case shows what it showed', async () => {
    expect(await plainTables()).toEqual(['public.driver', 'public.one_time_code', 'public.party', 'public.staff_user'])
    expect((await driver.get('/me')).body).toMatchObject({ id, phone })
    expect(await ownNumbers(driver)).toMatchObject({ phone, licenceNumber: licences.A })
    // Whoever signs in is sealed by that.
    const again = await platform.driver(phone)
    expect((await again.get('/me')).body).toMatchObject({ id, phone })
    expect(await platform.ctx.db.driver.count()).toBe(1)
    expect(await plainTables()).not.toContain('public.driver')
  })

  it('is sealed by a command, in the sight of the record', async () => {
    const sealed = await fieldKeys('seal', newer)
    expect(sealed).toMatchObject({ code: 0, out: 'sealed 2 rows of accounts and 1 of parties\n' })
    expect([await sealPlainAccounts(platform.ctx), await sealPlainParties(platform.ctx)]).toEqual([0, 0])
    expect(await plainTables()).toEqual([])
    expect(await ownNumbers(driver)).toMatchObject({ phone, licenceNumber: licences.A })
    expect(await brokenIn(platform)).toEqual([])
  }, 120_000)
})

it('a new index finds every driver again once the servers have started anew', async () => {
  const before = await platform.ctx.db.driver.findFirstOrThrow()
  expect(await fieldKeys('new-index', newer)).toMatchObject({ code: 0, err: '' })
  const after = await platform.ctx.db.driver.findFirstOrThrow()
  expect(after.phoneIndex).not.toBe(before.phoneIndex)
  expect(after.phone).toBe(before.phone)

  const next = await startTestPlatform({ env: { ...database, FIELD_KEYS: newer } })
  try {
    expect((await (await next.driver(phone)).get('/me')).body).toMatchObject({ id: after.id, phone })
    expect(await next.ctx.db.driver.count()).toBe(1)
    expect((await brokenIn(next)).filter(({ place }) => !place.startsWith('audit root'))).toEqual([])
  } finally {
    await next.stop()
  }
}, 120_000)
