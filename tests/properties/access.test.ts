import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../api/adapters/postgres/client.ts'
import type { PrismaClient } from '../../api/generated/prisma/client.ts'
import { decide, scope } from '../../api/kernel/access/access.ts'
import { policy, type ActionName } from '../../api/kernel/access/policy.ts'
import { staffRoleNames, systemActor, type Actor } from '../../api/kernel/access/roles.ts'
import { accidentStates } from '../../api/modules/accidents/workflow.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'

/** Few enough values that rows and actors meet. */
const districts = ['230602', '230603', '230604']
const insurers = ['PICC', 'PAIC']
const people = Array.from({ length: 4 }, () => randomUUID())
const drivers = Array.from({ length: 4 }, () => randomUUID())

let database: TestDatabase
let db: PrismaClient

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
  db = openDatabase(database.appUrl, { poolSize: 2 })
  const from = new Date('2020-01-01')
  await db.insurer.createMany({ data: insurers.map((id) => ({ id, name: id, hotline: '', validFrom: from })) })
  await db.driver.createMany({ data: drivers.map((id, index) => ({ id, phone: `1390000000${index}` })) })
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
    id: randomUUID(),
    number: String(index),
    cityCode: '230600',
    occurredAt: from,
    reportedAt: from,
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
  await db.$disconnect()
  await database.drop()
})

type Rows = { readonly id: string }[]
const tables: Readonly<Record<string, (where?: object) => Promise<Rows>>> = {
  accident: (where) => db.accident.findMany({ where }),
  officerOrder: (where) => db.officerOrder.findMany({ where }),
  staffUser: (where) => db.staffUser.findMany({ where }),
  authorisation: (where) => db.authorisation.findMany({ where }),
}
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
      }),
      { numRuns: 150 },
    )
  })
})
