import type { Client } from 'pg'
import { casesPer, insurers } from './population.ts'
import { draft, functions, tables } from './rows.ts'

const batch = 50_000

export interface Filling {
  readonly cases: number
  /** When the newest of them was reported, or a little later. */
  readonly newest: Date
  /** Told after each batch. */
  readonly progress?: (done: number) => void
}

/**
 * Fills a migrated database, as its owner, with made-up cases of the last three years: every row passes for one that the platform wrote. There are no
 * photos, and the audit record is no chain: it has what lists show of it, and does not verify. Phones and licence numbers stand in plain, as in rows of
 * the days before they were sealed.
 * Surveyors and officers are those of the database, with enough made-up ones beside them that nobody has too many cases; they cannot sign in.
 */
export async function fillCases(owner: Client, { cases, newest, progress }: Filling): Promise<void> {
  await owner.query(`set timezone = 'UTC'; set synchronous_commit = off`)
  await owner.query(functions)
  await owner.query(`alter table driver disable trigger sealed_phone; alter table party disable trigger user`)
  await addPeople(owner, cases)
  const surveyors = await idsOf(owner, 'surveyor')
  const officers = await idsOf(owner, 'officer')
  for (let first = 1; first <= cases; first += batch) {
    const last = Math.min(cases, first + batch - 1)
    await owner.query('begin')
    await owner.query('drop table if exists drafted')
    await owner.query(inline(draft, [first, last, cases, newest.getTime(), surveyors, officers]))
    for (const statement of Object.values(tables)) await owner.query(inline(statement, [newest.getTime()]))
    await owner.query('commit')
    progress?.(last)
  }
  await owner.query(`select setval('accident_number', $1)`, [cases])
  await owner.query('drop table if exists drafted')
  await owner.query(`alter table driver enable trigger sealed_phone; alter table party enable trigger user`)
  // What autovacuum does within minutes: statistics for the planner, and no pending entries in GIN indexes.
  await owner.query('vacuum (analyze)')
}

/** CREATE TABLE takes no parameters. Only numbers and ids of ours come here. */
function inline(statement: string, values: readonly (number | readonly string[])[]): string {
  return statement.replace(/\$(\d)/g, (_, place: string) => {
    const value = values[Number(place) - 1]
    return typeof value === 'object' ? `array[${value.map((id) => `'${id}'`).join()}]` : String(value)
  })
}

async function addPeople(owner: Client, cases: number): Promise<void> {
  await owner.query(
    `insert into insurer (id, name, hotline, "validFrom") select id, id, '95500', '2020-01-01' from unnest($1::text[]) id on conflict do nothing`,
    [Object.keys(insurers)],
  )
  const staff = `insert into staff_user (id, "loginName", "displayName", role, "insurerId", "districtCodes", "passwordHash")
    select pg_temp.id_of(n, $3::bigint), $1 || '.' || n, '某' || n, $1, case when $1 = 'surveyor' then 'PICC' end, array['230602', '230603'], '!' from generate_series(1, $2::int) n
    on conflict do nothing`
  await owner.query(staff, ['surveyor', Math.ceil(cases / casesPer.surveyor), 70])
  await owner.query(staff, ['officer', Math.ceil(cases / casesPer.officer), 71])
  await owner.query(
    `insert into driver (id, phone, "createdAt") select pg_temp.id_of(n, 60), '19' || lpad(n::text, 9, '0'), '2020-01-01'
     from generate_series(0, ceil(greatest(2, $1::float8 / ${casesPer.driver}))::bigint) n on conflict do nothing`,
    [cases],
  )
}

async function idsOf(owner: Client, role: string): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>('select id from staff_user where role = $1 order by id', [role])
  return rows.map(({ id }) => id)
}
