import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../api/adapters/postgres/migrate.ts'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { leastIdAt, madeAt, newId } from '../../api/kernel/ids.ts'
import { recordStatements } from '../../infra/bench/served/statements.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { reported } from '../support/cases.ts'
import type { Caller } from '../support/caller.ts'

let platform: TestPlatform
let driver: Caller
let accidentId: string
beforeAll(async () => {
  platform = await startTestPlatform({ worker: false })
  driver = await platform.driver('13970000021')
  accidentId = (await reported(driver)).id
})
afterAll(() => platform.stop())

const owner = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  withClient(platform.ownerUrl, async (client) => (await client.query(sql, values)).rows as Row[])

const monthMs = 31 * 24 * 3_600_000
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** A photo as acknowledgement writes it, made at this moment. */
function addPhoto(at: Date, given: { uploadId?: string; sha256?: string; id?: string } = {}) {
  const { uploadId = randomUUID(), sha256 = hashOf(uploadId), id = newId(at.getTime()) } = given
  const { db } = platform.ctx
  const row = {
    ...{ id, accidentId, uploadId, sha256, bytes: 1, mediaType: 'image/jpeg', objectKey: 'k', shot: 'other' },
    ...{ uploaderKind: 'driver', uploaderId: randomUUID(), capture: {}, receivedAt: at, state: 'kept' },
  }
  return db.evidence.create({ data: row })
}

const partitionOf = async (id: string) => {
  const [row] = await owner<{ name: string }>('select tableoid::regclass::text as name from evidence where id = $1', [
    id,
  ])
  return row?.name
}

const inMonths = (count: number) => new Date(Date.now() + count * monthMs)

describe('the partitions of evidence', () => {
  it('take photos by the month of their id, from the month after the next on, and refuse none', async () => {
    const later = new Date(Date.UTC(new Date().getUTCFullYear() + 1, 5, 15))
    const name = `evidence_${later.getUTCFullYear()}_06`
    expect(await partitionOf((await addPhoto(new Date())).id)).toBe('evidence_earlier')
    expect(await partitionOf((await addPhoto(later)).id)).toBe(name)
    expect(await partitionOf((await addPhoto(inMonths(12 * 20))).id)).toBe('evidence_default')
  })

  it('hold one evidence of an upload, and one of the same bytes in a case, whatever months they came in', async () => {
    const first = await addPhoto(new Date())
    await expect(addPhoto(inMonths(5), { uploadId: first.uploadId })).rejects.toThrow('Unique constraint')
    await expect(addPhoto(inMonths(5), { sha256: first.sha256 })).rejects.toThrow('Unique constraint')
    const other = await reported(driver)
    const elsewhere = newId()
    await owner(
      `insert into evidence select ($2::uuid), ($3::uuid), 'other upload', sha256, bytes, "mediaType", "objectKey", shot, subject, "uploaderKind", "uploaderId", capture, "receivedAt", state from evidence where id = $1`,
      [first.id, elsewhere, other.id],
    )
    expect(await partitionOf(elsewhere)).toBe('evidence_earlier')
  })

  it('cannot be made to forget by the application what they hold', async () => {
    const { db } = platform.ctx
    for (const statement of [
      'delete from evidence',
      'delete from evidence_earlier',
      'select from evidence_default',
      'insert into evidence_upload values (gen_random_uuid(), gen_random_uuid())',
      'update evidence_upload set "evidenceId" = gen_random_uuid()',
      'delete from evidence_upload',
      'delete from evidence_content',
      'truncate evidence_content',
      'alter table evidence detach partition evidence_default',
      'select make_evidence_partitions(now())',
    ])
      await expect(db.$executeRawUnsafe(statement), statement).rejects.toThrow(/permission denied|must be owner/)
  })

  it('keep a photo together with its custody', async () => {
    const { id } = await addPhoto(inMonths(5))
    const custody = { id: newId(), at: new Date(), kind: 'received', actorKind: 'driver' }
    await platform.ctx.db.custodyEvent.create({ data: { ...custody, evidenceId: id } })
    const nobody = platform.ctx.db.custodyEvent.create({ data: { ...custody, id: newId(), evidenceId: newId() } })
    await expect(nobody).rejects.toThrow('Foreign key constraint')
    await expect(owner('delete from evidence where id = $1', [id])).rejects.toThrow('custody_event_evidenceId_fkey')
  })
})

describe('a request on the photos of a case', () => {
  it('looks into the months of the case only', async () => {
    const stop = recordStatements()
    await driver.get(`/accidents/${accidentId}/evidence`)
    const read = stop().filter(({ text }) => text.includes('"evidence"'))
    expect(read.length).toBeGreaterThan(0)
    await withClient(platform.ownerUrl, async (client) => {
      for (const { text, values } of read) {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values])
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
        expect(new Set(plan.match(/evidence_(earlier|default|\d{4}_\d\d)(?= )/g)).size, plan).toBeLessThanOrEqual(3)
      }
    })
  })

  it('sees every photo, also one whose host was behind when it came', async () => {
    const photo = await addPhoto(new Date(), { id: newId(madeAt(accidentId) - 60_000) })
    const { body } = await driver.get<{ items: { id: string }[] }>(`/accidents/${accidentId}/evidence`)
    expect(body.items.map(({ id }) => id)).toContain(photo.id)
  })
})

describe('every deploy', () => {
  const drop = async (name: string) => {
    await owner(`alter table evidence detach partition ${name}`)
    await owner(`drop table ${name}`)
  }
  const months = async () =>
    (
      await owner<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'evidence'::regclass order by 1`,
      )
    ).map(({ name }) => name)

  it('makes the months that are missing, three years ahead', async () => {
    const whole = await months()
    expect(whole.length).toBeGreaterThan(35)
    const [last = ''] = whole.filter((name) => /\d$/.test(name)).slice(-1)
    await drop(last)
    await migrate(platform.ownerUrl)
    expect(await months()).toEqual(whole)
  })

  it('leaves a month alone whose photos had to go elsewhere, and makes the ones after it', async () => {
    const whole = await months()
    const [before = '', last = ''] = whole.filter((name) => /\d$/.test(name)).slice(-2)
    await drop(before)
    await drop(last)
    const [year = 0, month = 0] = before.split('_').slice(1).map(Number)
    const { id } = await addPhoto(new Date(), { id: leastIdAt(Date.UTC(year, month - 1, 10)) })
    await migrate(platform.ownerUrl)
    expect(await months()).toEqual(whole.filter((name) => name !== before))
    expect(await partitionOf(id)).toBe('evidence_default')
  })

  it('tells how far they reach', async () => {
    const text = await (await fetch(`${platform.url}/metrics`)).text()
    const [, seconds] = /^kuaichu_partitions_ahead_seconds (.*)$/m.exec(text) ?? []
    expect(Number(seconds) / 86_400).toBeGreaterThan(2.9 * 365)
  })
})
