import { requireAccess } from '../../kernel/access/access.ts'
import type { Actor, DriverActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { announce } from '../../kernel/outbox.ts'
import { isServed } from '../identity/service.ts'
import { readCase, viewCase } from './case-file.ts'
import { partiesHaveMs } from './deadlines.ts'
import { vehicleKnown } from './events.ts'
import type { AccidentTx } from './move.ts'
import { sendToOfficer } from './officer-orders.ts'
import { sealNumbers } from './party-numbers.ts'
import { clockSkewMs, latestReportMs } from './report-window.ts'
import { situationOf } from './rules/shots.ts'
import type { AccidentView, ReportAccident } from './schema.ts'
import { toView } from './views.ts'

/**
 * Opens a case. The reporter is party A; the other parties join by invitation. On an expressway nobody photographs: the case goes to an
 * officer at once (ARCHITECTURE.md section 8). Fails `bad-input` for a time that is too old or in the future.
 */
export async function reportAccident(ctx: Context, actor: DriverActor, input: ReportAccident): Promise<AccidentView> {
  requireAccess(actor, 'accident.report', {})
  const now = ctx.clock.now()
  const occurredAt = new Date(input.occurredAt)
  requirePlausibleTime(occurredAt, now)
  requireDistinctPlates(input)
  const rules = ctx.rules.inForceAt(occurredAt, ctx.policy.cityCode)

  if (input.districtCode !== undefined && !(await isServed(ctx, input.districtCode))) {
    fail('bad-input', { issues: [{ path: 'districtCode', message: 'no police unit here answers for it' }] })
  }

  return ctx.transact(async (tx: AccidentTx) => {
    const id = newId(now.getTime())
    const districtCode = input.districtCode ?? ctx.policy.districtCode
    const plates = [input.ownVehicle, ...input.otherVehicles]
    const accident = await tx.accident.create({
      data: {
        id,
        number: await nextNumber(tx, districtCode, now),
        state: 'safety',
        cityCode: ctx.policy.cityCode,
        districtCode,
        occurredAt,
        reportedAt: now,
        placeText: input.placeText,
        lon: input.position?.lon,
        lat: input.position?.lat,
        datum: input.position?.datum,
        accuracyM: input.position?.accuracyM,
        roadKind: input.roadKind,
        weather: input.weather,
        situation: situationOf(plates.length),
        screening: {},
        routeReasons: [],
        shots: [],
        ruleSetVersion: rules.version,
        reporterDriverId: actor.id,
        partyDriverIds: [actor.id],
        insurerIds: [],
        dueAt: new Date(now.getTime() + partiesHaveMs),
      },
    })
    const rows = []
    for (const [index, plate] of plates.entries()) {
      const side = sideAt(index)
      const own = index === 0
      const vehicle = await tx.vehicle.create({
        data: { id: newId(now.getTime()), accidentId: id, side, ...plate, registryState: 'pending' },
      })
      const partyId = newId(now.getTime())
      const reporter = own
        ? { driverId: actor.id, joinedAt: now, ...(await sealNumbers(ctx, partyId, { phone: actor.phone })) }
        : {}
      const party = await tx.party.create({ data: { id: partyId, accidentId: id, side, ...reporter } })
      rows.push({ model: 'vehicle', row: vehicle }, { model: 'party', row: party })
    }
    await recordAudit(tx, now, {
      stream: `accident:${id}`,
      action: 'accident.reported',
      actor,
      details: {
        to: 'safety',
        situation: accident.situation,
        roadKind: accident.roadKind,
        ruleSetVersion: rules.version,
      },
      rows: [{ model: 'accident', row: accident }, ...rows],
    })
    await announce(
      tx,
      plates.map((_, index) => vehicleKnown(id, sideAt(index))),
    )

    const file = await readCase(ctx, tx, accident, actor)
    if (!file.screening.stop) return toView(actor, file, false)
    const stopped = await sendToOfficer(ctx, tx, file, { actor, action: 'need-officer', reason: 'expressway' })
    return toView(actor, await readCase(ctx, tx, stopped, actor), true)
  })
}

export const sideAt = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index)

function requirePlausibleTime(occurredAt: Date, now: Date): void {
  const agoMs = now.getTime() - occurredAt.getTime()
  if (agoMs < -clockSkewMs) fail('bad-input', { issues: [{ path: 'occurredAt', message: 'lies in the future' }] })
  if (agoMs > latestReportMs) {
    fail('bad-input', {
      issues: [{ path: 'occurredAt', message: 'is more than a day ago: report it to the police (APR 18)' }],
    })
  }
}

function requireDistinctPlates({ ownVehicle, otherVehicles }: ReportAccident): void {
  const keys = [ownVehicle, ...otherVehicles].map((plate) => `${plate.plateKind} ${plate.plateNumber}`)
  if (new Set(keys).size < keys.length) {
    fail('bad-input', { issues: [{ path: 'otherVehicles', message: 'the same vehicle is named twice' }] })
  }
}

/** District, day in Asia/Shanghai, running number. Gaps are harmless, repeats impossible. */
async function nextNumber(tx: AccidentTx, districtCode: string, now: Date): Promise<string> {
  const [next] = await tx.$queryRaw<{ number: bigint }[]>`select nextval('accident_number') as number`
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(now).replaceAll('-', '')
  return `${districtCode}${day}${String(next?.number ?? 0).padStart(6, '0')}`
}

/** One case, as this reader may see it. */
export async function getAccident(ctx: Context, actor: Actor, id: string): Promise<AccidentView> {
  const { officerRequested, ...file } = await viewCase(ctx, actor, id)
  return toView(actor, file, officerRequested)
}
