import { createHash, randomUUID } from 'node:crypto'
import type { Prisma } from '../../api/generated/prisma/client.ts'
import type { Context } from '../../api/kernel/context.ts'
import { newId } from '../../api/kernel/ids.ts'
import { jobPayload, type Job } from '../../api/kernel/jobs.ts'
import { announce } from '../../api/kernel/outbox.ts'
import type { InsurancePolicies } from '../../api/kernel/ports.ts'
import type { LiabilityKind } from '../../api/kernel/rule-set.ts'
import type { AccidentState } from '../../api/modules/accidents/service.ts'

interface CaseSide {
  /** Null: no register knows who insured it, or none was reached (`registryState`). */
  readonly insurerId: string | null
  readonly kind: LiabilityKind
  readonly percent: number
  readonly lossCents?: number | null
  readonly driverId?: string
  readonly consented?: boolean
  readonly registryState?: 'found' | 'not-found' | 'down'
}

export interface CaseOptions {
  readonly sides?: readonly CaseSide[]
  readonly accidentState?: AccidentState
  readonly districtCode?: string
  readonly determination?: Partial<Prisma.DeterminationUncheckedCreateInput>
}

interface DecidedCase {
  readonly accidentId: string
  readonly determinationId: string
  readonly number: string
  readonly documentSha256: string
}

let serial = 0

/** A at fault and insured with PICC, B insured with PAIC. */
export const fullAgainstNone: readonly CaseSide[] = [
  { insurerId: 'PICC', kind: 'full', percent: 100, lossCents: 500_000 },
  { insurerId: 'PAIC', kind: 'none', percent: 0, lossCents: 800_000 },
]

export const equalFault: readonly CaseSide[] = [
  { insurerId: 'PICC', kind: 'equal', percent: 50, lossCents: 300_000 },
  { insurerId: 'PAIC', kind: 'equal', percent: 50, lossCents: 500_000 },
]

/** A case whose determination is in force with its sealed document: where settlements and reviews begin. Rows only, nothing announced. */
export async function decidedCase(ctx: Context, options: CaseOptions = {}): Promise<DecidedCase> {
  const { sides = fullAgainstNone, accidentState = 'claiming', districtCode = '230602' } = options
  const now = ctx.clock.now()
  const accidentId = newId(now.getTime())
  const number = `T${String(++serial).padStart(6, '0')}`
  const reporter = await ctx.db.driver.create({ data: { id: newId(), phone: `sealed:test-${randomUUID()}` } })
  const named = sides.map((side, index) => ({ ...side, side: String.fromCharCode(65 + index) }))

  await ctx.db.accident.create({
    data: {
      id: accidentId,
      number,
      state: accidentState,
      cityCode: '230600',
      districtCode,
      occurredAt: now,
      reportedAt: now,
      placeText: '世纪大道',
      roadKind: 'urban',
      weather: 'rain',
      situation: 'two-car',
      screening: {},
      routeReasons: [],
      shots: [],
      ruleSetVersion: '2026.1',
      reporterDriverId: reporter.id,
      partyDriverIds: [reporter.id, ...named.flatMap(({ driverId }) => driverId ?? [])],
      insurerIds: named.flatMap(({ insurerId }) => insurerId ?? []),
      clearedAt: now,
      vehicles: { create: named.map(vehicleOf) },
      parties: { create: await Promise.all(named.map((side) => partyOf(ctx, side))) },
    },
  })
  const determinationId = await addDetermination(ctx, accidentId, districtCode, named, options.determination)
  return { accidentId, determinationId, number, documentSha256: sha256Of(determinationId) }
}

/** Another determination of the case; the one before is no longer in force. */
export async function redecide(ctx: Context, { accidentId }: DecidedCase, sides: readonly CaseSide[]): Promise<string> {
  await ctx.db.determination.updateMany({ where: { accidentId }, data: { state: 'superseded' } })
  const named = sides.map((side, index) => ({ ...side, side: String.fromCharCode(65 + index) }))
  const revision = 1 + (await ctx.db.determination.count({ where: { accidentId } }))
  return addDetermination(ctx, accidentId, '230602', named, { revision, decidedByKind: 'officer', mandate: 'officer' })
}

async function addDetermination(
  ctx: Context,
  accidentId: string,
  districtCode: string,
  sides: readonly (CaseSide & { side: string })[],
  change: CaseOptions['determination'] = {},
): Promise<string> {
  const now = ctx.clock.now()
  const id = change.id ?? newId(now.getTime())
  const surveyor = await ctx.db.staffUser.findUniqueOrThrow({ where: { loginName: 'surveyor.wu' } })
  const objectKey = `documents/test/${id}.pdf`
  const bytes = Buffer.from(id)
  await ctx.objects.put(objectKey, { bytes }, sha256Of(id))
  await ctx.db.determination.create({
    data: {
      id,
      accidentId,
      revision: 1,
      kind: 'agreement',
      state: 'in-force',
      mandate: 'issue',
      ruleSetVersion: '2026.1',
      districtCode,
      decidedByKind: 'surveyor',
      decidedById: surveyor.id,
      proposal: [],
      decision: {
        reason: null,
        contacts: [
          {
            id: 'A-B',
            form: 'rear-end',
            parts: {},
            accidentReason: null,
            shares: sides.map(({ side, kind, percent }) => ({ side, kind, percent })),
          },
        ],
      },
      departsFromProposal: false,
      issuedAt: now,
      inForceAt: now,
      ...change,
      document: {
        create: {
          id: newId(),
          accidentId,
          kind: 'agreement',
          number: `D-${id}`,
          sha256: sha256Of(id),
          objectKey,
          bytes: bytes.length,
          pages: 1,
          checkCode: id,
          createdAt: now,
        },
      },
    },
  })
  return id
}

const sha256Of = (content: string) => createHash('sha256').update(content).digest('hex')

const wholeYear = { validFrom: '2020-01-01', validTo: '2099-12-31' }

function policiesAt(insurerId: string): InsurancePolicies {
  return {
    insurerId,
    compulsory: { number: `CTP-${insurerId}`, ...wholeYear },
    commercial: { number: `COM-${insurerId}`, ...wholeYear, thirdPartySumCents: 100_000_000, ownDamage: true },
  }
}

function vehicleOf({ side, insurerId, registryState }: CaseSide & { side: string }) {
  return {
    id: newId(),
    side,
    plateNumber: `黑E0000${side.charCodeAt(0) - 64}`,
    plateKind: '02',
    insurerId,
    ...(insurerId ? { policies: { ...policiesAt(insurerId) } as Prisma.InputJsonObject } : {}),
    registryState: registryState ?? (insurerId ? 'found' : 'not-found'),
  }
}

async function partyOf(
  { fields }: Context,
  { side, lossCents, driverId, consented = true }: CaseSide & { side: string },
) {
  const now = new Date()
  const id = newId()
  return {
    id,
    side,
    driverId,
    name: `驾驶人${side}`,
    phone: await fields.seal({ field: 'party.phone', row: id }, '13812345678'),
    licenceNumber: await fields.seal({ field: 'party.licenceNumber', row: id }, '11010519491231002X'),
    licenceState: 'normal',
    lossCents,
    joinedAt: now,
    consentAt: consented ? now : null,
  }
}

/** Announces an event of a determination, as its module would. */
export async function announceDetermination(
  ctx: Context,
  what: 'issued' | 'in-force' | 'ended',
  { accidentId, determinationId }: Pick<DecidedCase, 'accidentId' | 'determinationId'>,
): Promise<void> {
  await ctx.transact((tx) =>
    announce(tx, [{ topic: `determination.${what}`, payload: { id: determinationId, accidentId, version: 1 } }]),
  )
}

/**
 * Hands on all that is announced to these jobs, in order, until nothing is left: a worker without a clock. A job that fails is not tried
 * again; its error is returned.
 */
export async function runAnnounced(ctx: Context, jobs: readonly Job[]): Promise<Error[]> {
  const errors: Error[] = []
  for (;;) {
    const event = await ctx.db.outboxEvent.findFirst({ where: { handedOnAt: null }, orderBy: { id: 'asc' } })
    if (!event) return errors
    await ctx.db.outboxEvent.update({ where: { id: event.id }, data: { handedOnAt: new Date() } })
    for (const job of jobs.filter(({ on }) => on.includes(event.topic))) {
      await job
        .run(ctx, jobPayload.parse(event.payload), { number: 1, last: false })
        .catch((error: unknown) => errors.push(error as Error))
    }
  }
}
