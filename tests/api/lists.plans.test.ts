import { afterAll, beforeAll, expect, it } from 'vitest'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { fillCases } from '../../infra/bench/cases/fill.ts'
import { wastefulReads } from '../../infra/bench/cases/plans.ts'
import { questions, type Question } from '../../infra/bench/cases/questions.ts'
import { signInAll, type Cookies } from '../../infra/bench/cases/readers.ts'
import { recordStatements, type Statement } from '../../infra/bench/served/statements.ts'
import { announceUnsealed } from '../../api/modules/determinations/jobs.ts'
import { dueCases } from '../../api/modules/retention/due-cases.ts'
import { retentionPeriods } from '../../api/modules/retention/rules/retention-periods.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

/** Enough that to read a table from end to end costs more than to ask its index, whenever there is one that serves. */
const cases = 12_000

let platform: TestPlatform
let cookies: Cookies
let asked: readonly Question[]

beforeAll(async () => {
  platform = await startTestPlatform({ worker: false })
  await withClient(platform.ownerUrl, async (owner) => {
    await fillCases(owner, { cases, newest: new Date() })
    cookies = await signInAll(owner)
    asked = await questions(owner)
  })
}, 180_000)
afterAll(() => platform.stop())

async function statementsOf({ reader, paths: [path = ''] }: Question): Promise<readonly Statement[]> {
  const stop = recordStatements()
  const answer = await fetch(`${platform.url}/api${path}`, { headers: { cookie: cookies[reader] } })
  const statements = stop()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return statements
}

it('serves every list and search by an index, whoever asks for what', { timeout: 120_000 }, async () => {
  const found: string[] = []
  await withClient(platform.ownerUrl, async (owner) => {
    for (const question of asked) {
      const statements = await statementsOf(question)
      expect(statements.length, question.name).toBeGreaterThan(1)
      const wasteful = await wastefulReads(owner, statements)
      found.push(
        ...wasteful.map(
          ({ table, rowsInVain }) => `${question.reader}, ${question.name}: ${table} (${rowsInVain} rows)`,
        ),
      )
    }
  })
  expect(asked.length).toBeGreaterThan(150)
  expect(found).toEqual([])
})

it('would see that an index is missing', async () => {
  const newest = asked.find(
    ({ reader, name }) => reader === 'officer of a new district' && name === '/accidents: newest',
  )
  if (!newest) throw new Error('no such question')
  const statements = await statementsOf(newest)
  await withClient(platform.ownerUrl, async (owner) => {
    await owner.query('begin')
    const { rows } = await owner.query<{ name: string }>(
      `select indexname as name from pg_indexes where tablename = 'accident' and indexdef like '%districtCode%'`,
    )
    await owner.query(`drop index ${rows.map(({ name }) => `"${name}"`).join(', ')}`)
    expect(await wastefulReads(owner, statements)).toMatchObject([{ table: 'accident' }])
    await owner.query('rollback')
  })
})

it('finds what is due for erasure by an index, also when nearly everything has been erased', async () => {
  const [periods] = retentionPeriods
  if (!periods) throw new Error('no city has periods')
  await withClient(platform.ownerUrl, async (owner) => {
    await owner.query(`update accident set "closedAt" = "reportedAt" where state in ('closed', 'withdrawn')`)
    const { rowCount } = await owner.query(
      `update accident set "previewsErasedAt" = now(), "photosErasedAt" = now(), "personalErasedAt" = now()
       where "closedAt" is not null and id not in (select id from accident where "closedAt" is not null order by id limit 20)`,
    )
    expect(rowCount).toBeGreaterThan(1000)
    await owner.query('vacuum (analyze) accident')
    const stop = recordStatements()
    const at = new Date(Date.now() + 10_000 * 24 * 3_600_000)
    const due = await dueCases(platform.ctx, periods, { at, limit: 500, held: 'left-out' })
    const statements = stop()
    expect(due).toHaveLength(3 * 20)
    expect(statements).toHaveLength(6)
    expect(await wastefulReads(owner, statements)).toEqual([])
  })
})

it('finds the determinations that wait for their document by an index', async () => {
  await withClient(platform.ownerUrl, async (owner) => {
    const { rowCount } = await owner.query(
      `update determination set "documentDueAt" = "issuedAt" where id in (select id from determination order by id limit 3)`,
    )
    expect(rowCount).toBe(3)
    const before = await platform.ctx.db.outboxEvent.count()
    const stop = recordStatements()
    await announceUnsealed(platform.ctx)
    const statements = stop()
    expect((await platform.ctx.db.outboxEvent.count()) - before).toBe(3)
    expect(statements.some(({ text }) => text.includes('documentDueAt'))).toBe(true)
    expect(await wastefulReads(owner, statements)).toEqual([])
  })
})
