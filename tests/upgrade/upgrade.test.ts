import { spawn } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import type { Accident } from '../../infra/stage/answers.ts'
import { act, sign, signInDriver, type Driver } from '../../infra/demo/driver.ts'
import type { PlateKey } from '../../infra/demo/photos.ts'
import { issue, propose, signInStaff } from '../../infra/demo/staff.ts'
import { until } from '../../infra/stage/until.ts'
import { keeperOf } from '../../infra/simulators/control-client.ts'
import { simulatorEnvironment } from '../../infra/simulators/environment.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { tableTexts } from '../support/table-text.ts'
import { auditKey, masterKey } from './keys.ts'
import { keptReleases, restoreRelease, type Installation } from './restore.ts'

interface Numbers {
  readonly side: string
  readonly phone: string | null
  readonly licenceNumber: string | null
}
interface Case {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly plates: Readonly<Record<'A' | 'B', PlateKey>>
}

/** What the installation held before anything was done to it. */
interface Found {
  readonly cases: readonly Case[]
  readonly newest: Date
  readonly publicKey: string
}

describe.each(keptReleases)('an installation of release %s, brought up to date', (release) => {
  let installed: Installation
  let before: Found
  let environment: Record<string, string>
  let platform: TestPlatform
  /** Who the registers say drives the two cars: as in the kept release. */
  let keepers: Readonly<Record<'A' | 'B', Driver['keeper']>>

  const closed = () => before.cases.find(({ state }) => state === 'closed') as Case
  const submitted = () => before.cases.find(({ state }) => state === 'deciding') as Case

  beforeAll(async () => {
    installed = await restoreRelease(release, inject('postgresDir'))
    before = await whatWasThere(installed.ownerUrl)
    keepers = { A: await keeper(submitted().plates.A), B: await keeper(submitted().plates.B) }
    environment = {
      DATABASE_URL: installed.appUrl,
      DATABASE_OWNER_URL: installed.ownerUrl,
      KUAICHU_DATA_DIR: installed.dataDir,
      FIELD_KEYS: masterKey,
      AUDIT_SIGNING_KEY: auditKey,
      URL_SIGNING_SECRET: 'of a kept release, and long enough for links',
    }
    await command('migrate-cli.ts', 'deploy')
    expect(await command('migrate-cli.ts', 'deploy')).toBe('nothing to apply\n')
    // Every year the kept cases are a year older, and what is due would be overdue: for the platform it is the next hour.
    const sinceMs = Date.now() - before.newest.getTime() - 3_600_000
    platform = await startTestPlatform({ env: environment, clock: { now: () => new Date(Date.now() - sinceMs) } })
  }, 120_000)
  afterAll(async () => {
    await platform.stop()
    await rm(installed.dataDir, { recursive: true })
  })

  /** A command of ours, as an operator runs it. */
  async function command(file: string, ...args: string[]): Promise<string> {
    const path = fileURLToPath(new URL(`../../api/${file}`, import.meta.url))
    const env = { ...process.env, ...simulatorEnvironment(inject('simulators')), ...environment, LOG_LEVEL: 'silent' }
    const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], { env })
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
    if (code !== 0) throw new Error(`${file} ${args.join(' ')}: ${err}`)
    return out
  }

  const broken = async () => {
    const { db, objects } = platform.ctx
    return (await verifyAudit({ db, objects, publicKey: before.publicKey })).broken
  }

  it('holds what it held: every link of the record, every row it vouches for, every photo and document', async () => {
    expect(await broken()).toEqual([])
    const rows = await withClient(installed.ownerUrl, (owner) =>
      owner.query('select count(*)::int as photos, count(distinct "accidentId")::int as cases from evidence'),
    )
    expect(rows.rows).toEqual([{ photos: 16, cases: 2 }])
  })

  it('is found in the lists, by number and by plate', async () => {
    const officer = await signInStaff(platform.url, 'officer.wang')
    for (const { id, number, plates } of before.cases) {
      for (const query of ['', `?find=${number}`, `?find=${encodeURIComponent(plates.A.plateNumber)}`]) {
        const { items } = await officer.get<{ items: { id: string }[] }>(`/accidents${query}`)
        expect(items.map((item) => item.id)).toContain(id)
      }
    }
    expect(await officer.get(`/accidents?find=E99999`)).toMatchObject({ items: [] })
  })

  it('shows photos, determination, document and custody of a closed case', async () => {
    const officer = await signInStaff(platform.url, 'officer.wang')
    const { id } = closed()
    expect(await officer.get(`/accidents/${id}`)).toMatchObject({ state: 'closed' })
    const { items } = await officer.get<{ items: { id: string; state: string }[] }>(`/accidents/${id}/evidence`)
    expect(items).toHaveLength(8)
    expect(items.every(({ state }) => state === 'assessed')).toBe(true)
    expect(await officer.get(`/evidence/${items[0]?.id}`)).toMatchObject({ custody: expect.any(Array) as unknown })
    expect(await officer.get(`/accidents/${id}/determination`)).toMatchObject({
      state: 'in-force',
      document: { sha256: expect.any(String) as unknown },
    })
  })

  it('shows a driver his own numbers and masks those of the other, as before', async () => {
    const driver = await signIn('A')
    const { parties } = await driver.person.get<{ parties: Numbers[] }>(`/accidents/${submitted().id}`)
    expect(parties.find(({ side }) => side === 'A')).toMatchObject({ licenceNumber: keepers.A.licenceNumber })
    const other = JSON.stringify(parties.find(({ side }) => side === 'B'))
    expect(other).toContain('licenceNumber')
    expect(other).not.toContain(keepers.B.licenceNumber)
    expect(other).not.toContain(keepers.B.phone)
  })

  it('holds no number in plain once they have been sealed, and the record vouches for it', async () => {
    await command('field-keys-cli.ts', 'seal')
    const texts = await tableTexts(installed.ownerUrl)
    for (const table of ['driver', 'party', 'one_time_code', 'audit_event'])
      for (const number of [keepers.A, keepers.B].flatMap((one) => [one.phone, one.licenceNumber]))
        expect(texts.get(`public.${table}`), table).not.toContain(number)
    expect(await broken()).toEqual([])
  })

  it('goes on where it stood: the submitted case is taken, decided, signed and claimed', async () => {
    const { id } = submitted()
    const surveyor = await signInStaff(platform.url, 'surveyor.li')
    await act({ person: surveyor }, id, 'taking')
    await issue(surveyor, id, await propose(surveyor, id))
    const [a, b] = [await signIn('A'), await signIn('B')]
    await until('the document is sealed', async () => {
      const { document } = await a.person.get<{ document: unknown }>(`/accidents/${id}/determination`)
      return document !== null
    })
    for (const driver of [a, b]) await sign(platform, driver, id)
    await until('the insurers take the claims', async () =>
      ['settled', 'closed'].includes((await a.person.get<Accident>(`/accidents/${id}`)).state),
    )
    await platform.idle()
    expect(await broken()).toEqual([])
  }, 60_000)

  const signIn = (side: 'A' | 'B'): Promise<Driver> => signInDriver(platform, side, submitted().plates[side])
})

async function keeper(plate: PlateKey): Promise<Driver['keeper']> {
  const found = await keeperOf(inject('simulators').registriesUrl, plate)
  if (!found) throw new Error(`nobody drives ${plate.plateNumber} in the simulated city any more`)
  return found
}

async function whatWasThere(ownerUrl: string): Promise<Found> {
  const publicKey = createPublicKey(auditKey).export({ type: 'spki', format: 'pem' }).toString()
  return withClient(ownerUrl, async (owner) => {
    const { rows: cases } = await owner.query<Case>(`
      select id, number, state,
        (select json_object_agg(side, json_build_object('plateNumber', "plateNumber", 'plateKind', "plateKind")) from vehicle where "accidentId" = accident.id) as plates
      from accident order by id`)
    const { rows: times } = await owner.query<{ newest: Date }>('select max(at) as newest from audit_event')
    return { cases, newest: times[0]?.newest ?? new Date(0), publicKey }
  })
}
