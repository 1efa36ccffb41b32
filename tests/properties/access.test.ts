import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSharedDatabase } from '../../api/adapters/postgres/client.ts'
import { Prisma, type PrismaClient } from '../../api/generated/prisma/client.ts'
import { decide, scope, scopeSql } from '../../api/kernel/access/access.ts'
import { policy, type ActionName } from '../../api/kernel/access/policy.ts'
import { staffRoleNames, systemActor, type Actor } from '../../api/kernel/access/roles.ts'
import { newId } from '../../api/kernel/ids.ts'
import type { Query } from '../../api/kernel/query.ts'
import { listAccidents } from '../../api/modules/accidents/case-list.ts'
import { searchText } from '../../api/modules/accidents/case-search.ts'
import { accidentStates } from '../../api/modules/accidents/workflow.ts'
import { shanghaiDay } from '../../api/kernel/working-days.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'

/** Few enough values that rows and actors meet. */
const districts = ['230602', '230603', '230604']
const insurers = ['PICC', 'PAIC']
const people = Array.from({ length: 4 }, () => randomUUID())
const drivers = Array.from({ length: 4 }, () => randomUUID())

let database: TestDatabase
let db: PrismaClient
let query: Query
let close: () => Promise<void>

const plates = ['黑E00001', '黑E12345', '黑EA2306', '京A02306', '黑ED20867', '黑E6A152']
const days = ['2020-01-01', '2020-01-02', '2020-01-03']
const numberOf = (index: number) => `${districts[index % districts.length]}20200101${String(index).padStart(6, '0')}`
const platesOf = (index: number) => [plates[index % plates.length] ?? '', plates[(index * 5 + 1) % plates.length] ?? '']

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values)
const maybe = <T>(values: readonly T[]) => fc.option(pick(values), { nil: null })

const accidents = fc.record({
  state: pick(accidentStates),
  districtCode: pick(districts),
  reporterDriverId: pick(drivers),
  partyDriverIds: fc.uniqueArray(pick(drivers), { maxLength: 3 }),
  insurerIds: fc.uniqueArray(pick(insurers)),
  surveyorId: maybe(people),
  officerId: maybe(people),
})

const actors: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Actor>(systemActor) },
  {
    weight: 3,
    arbitrary: pick(drivers).map((id): Actor => ({ kind: 'driver', id, role: 'driver', phone: '', sessionId: '' })),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      kind: fc.constant('staff' as const),
      id: pick(people),
      role: pick(staffRoleNames),
      displayName: fc.constant(''),
      unitId: fc.constant(null),
      insurerId: maybe(insurers),
      districtCodes: fc.uniqueArray(pick(districts)),
      authorisations: fc.array(
        fc.record({
          id: fc.uuid(),
          insurerId: pick(insurers),
          districtCode: pick(districts),
          mandate: pick(['issue', 'countersign'] as const),
        }),
        { maxLength: 2 },
      ),
      sessionId: fc.constant(''),
    }),
  },
)

const sampleOf = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed: 20261123 })

beforeAll(async () => {
  database = await freshDatabase()
  ;({ db, query, close } = openSharedDatabase(database.appUrl, { poolSize: 2 }))
  const from = new Date('2020-01-01')
  await db.insurer.createMany({ data: insurers.map((id) => ({ id, name: id, hotline: '', validFrom: from })) })
  await db.driver.createMany({ data: drivers.map((id, index) => ({ id, phone: `sealed:${index}` })) })
  const staff = sampleOf(fc.record({ role: pick(staffRoleNames), insurerId: maybe(insurers) }), 40)
  await db.staffUser.createMany({
    data: staff.map((row, index) => ({
      ...row,
      id: people[index] ?? randomUUID(),
      loginName: `user.${index}`,
      displayName: '',
      districtCodes: [],
      passwordHash: '',
    })),
  })
  const grants = fc.record({ surveyorId: pick(people), insurerId: pick(insurers), districtCode: pick(districts) })
  await db.authorisation.createMany({
    data: sampleOf(grants, 40).map((row) => ({
      ...row,
      id: randomUUID(),
      mandate: 'issue',
      validFrom: from,
      validTo: from,
      grantedById: randomUUID(),
    })),
  })
  const rows = sampleOf(accidents, 120).map((row, index) => ({
    ...row,
    // As late as a report may come (reportAccident): an id tells when its case was reported.
    id: newId(from.getTime() + ((index % days.length) + (index % 2)) * 24 * 3_600_000),
    number: numberOf(index),
    cityCode: '230600',
    occurredAt: new Date(from.getTime() + (index % days.length) * 24 * 3_600_000),
    reportedAt: new Date(from.getTime() + ((index % days.length) + (index % 2)) * 24 * 3_600_000),
    placeText: '',
    roadKind: 'urban',
    weather: 'clear',
    situation: 'two-car',
    screening: {},
    routeReasons: [],
    ruleSetVersion: '',
    shots: [],
  }))
  await db.accident.createMany({ data: rows })
  await db.vehicle.createMany({
    data: rows.flatMap(({ id }, index) =>
      platesOf(index).map((plateNumber, nth) => ({
        id: randomUUID(),
        accidentId: id,
        side: nth === 0 ? 'A' : 'B',
        plateNumber,
        plateKind: '02',
        registryState: 'found',
      })),
    ),
  })
  await db.officerOrder.createMany({
    data: rows.slice(0, 60).map(({ id, districtCode }) => ({
      id: randomUUID(),
      accidentId: id,
      districtCode,
      reason: '',
      requestedBy: 'driver',
      state: 'open',
      createdAt: from,
    })),
  })
})
afterAll(async () => {
  await close()
  await database.drop()
})

type Rows = { readonly id: string }[]
const tables: Readonly<Record<string, (where?: object) => Promise<Rows>>> = {
  accident: (where) => db.accident.findMany({ where }),
  officerOrder: (where) => db.officerOrder.findMany({ where }),
  staffUser: (where) => db.staffUser.findMany({ where }),
  authorisation: (where) => db.authorisation.findMany({ where }),
}
const tableNames = {
  accident: 'accident',
  officerOrder: 'officer_order',
  staffUser: 'staff_user',
  authorisation: 'authorisation',
} as const
const actionsOf = (resource: string) =>
  Object.keys(policy[resource as keyof typeof policy]).map((verb) => `${resource}.${verb}` as ActionName)
const ids = (rows: Rows) => rows.map(({ id }) => id).sort()

describe.each(Object.keys(tables))('every list of %s', (resource) => {
  it('equals the whole, filtered by decide: for every actor and action', async () => {
    const find = tables[resource] ?? (() => Promise.resolve([]))
    const whole = await find()
    expect(whole.length).toBeGreaterThan(30)
    await fc.assert(
      fc.asyncProperty(actors, pick(actionsOf(resource)), async (actor, action) => {
        const filtered = whole.filter((row) => decide(actor, action, row).allowed)
        const where = scope(actor, action)
        expect(ids(await find(where))).toEqual(ids(filtered))
        // As the use cases ask: together with conditions of their own, or with none.
        expect(ids(await find({ AND: [where, {}, {}] }))).toEqual(ids(filtered))
        // And as statements that are not built by Prisma.
        const table = Prisma.raw(tableNames[resource as keyof typeof tableNames])
        const selected = await query<{ id: string }>(
          Prisma.sql`select id from ${table} where ${Prisma.join(scopeSql(actor, action), ' or ')}`,
        )
        expect(ids(selected)).toEqual(ids(filtered))
      }),
      { numRuns: 150 },
    )
  })
})

/** Parts of plates and beginnings of numbers, as people type them, and what is nowhere. */
const typed = fc.oneof(
  fc
    .record({ plate: pick(plates), from: fc.nat({ max: 6 }), length: fc.integer({ min: 2, max: 8 }) })
    .map(({ plate, from, length }) => plate.slice(from, from + length).toLowerCase())
    .filter((text) => text.length > 1),
  fc
    .record({ index: fc.nat({ max: 130 }), length: fc.integer({ min: 2, max: 20 }) })
    .map(({ index, length }) => numberOf(index).slice(0, length)),
  pick(['2306', '粤B·', '99999', '0001']),
)
const search = fc.record(
  { find: typed, state: pick(accidentStates), from: pick(days), to: pick(days) },
  { requiredKeys: [] },
)

/** The list as the portals read it, page by page to its end: newest first. */
async function allPages(
  actor: Actor,
  search: Omit<Parameters<typeof listAccidents>[2], 'limit' | 'after'>,
): Promise<string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const { items, next } = await listAccidents({ query }, actor, { ...search, limit: 40, after })
    found.push(...ids(items).reverse())
    expect(ids(items).reverse()).toEqual(items.map(({ id }) => id))
    after = next ?? undefined
  } while (after)
  return found
}

describe('a search among cases', () => {
  it('finds what its reader may see and what it asks for, nothing else', async () => {
    const whole = await db.accident.findMany({ include: { vehicles: true } })
    await fc.assert(
      fc.asyncProperty(actors, search, async (actor, { find, state, from, to }) => {
        const text = find === undefined ? undefined : searchText(find)
        const filtered = whole.filter(
          (row) =>
            decide(actor, 'accident.read', row).allowed &&
            (text === undefined ||
              row.number.startsWith(text) ||
              row.vehicles.some(({ plateNumber }) => plateNumber.includes(text))) &&
            (state === undefined || row.state === state) &&
            (from === undefined || shanghaiDay(row.occurredAt) >= from) &&
            (to === undefined || shanghaiDay(row.occurredAt) <= to),
        )
        expect(await allPages(actor, { find: text, state, from, to })).toEqual(ids(filtered).reverse())
      }),
      { numRuns: 200 },
    )
  })
})
