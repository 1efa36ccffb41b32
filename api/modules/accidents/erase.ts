import type { Accident } from '../../generated/prisma/client.ts'
import { maskPlate } from '../../../vision/plates/grammar.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import type { SealedRow } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { columnOf, policiesOf, withoutNumbers } from './insurance.ts'
import { noteOnCase, type AccidentTx } from './move.ts'

/** What stands where somebody had typed a reason. */
const erasedWords = '已删除'

const markOf = { previews: 'previewsErasedAt', photos: 'photosErasedAt', personal: 'personalErasedAt' } as const

/** Marks what of a case has gone because its time of storage is over. The case has been locked. `details`: counts and the period, nothing personal. */
export async function markErased(
  ctx: Context,
  tx: AccidentTx,
  accident: Accident,
  stage: keyof typeof markOf,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  const personal = stage === 'personal'
  await noteOnCase(ctx, tx, accident, {
    actor: systemActor,
    action: `accident.${stage}-erased`,
    change: { [markOf[stage]]: ctx.clock.now(), ...(personal ? { reason: null } : {}) },
    details,
    rows: personal ? await eraseDetails(tx, accident.id) : [],
  })
}

/**
 * Takes names, numbers, statements and typed words out of a case; plates keep their ends, as the public check shows them. Where and when it happened, on
 * which route, by whom it was insured stays: with no person in it, it counts accidents.
 */
async function eraseDetails(tx: AccidentTx, accidentId: string): Promise<SealedRow[]> {
  const where = { accidentId }
  const rows: SealedRow[] = []
  for (const vehicle of await tx.vehicle.findMany({ where, orderBy: { side: 'asc' } })) {
    const policies = policiesOf(vehicle)
    const data = {
      plateNumber: maskPlate(vehicle.plateNumber),
      vin: null,
      ownerName: null,
      ...(policies && { policies: columnOf(withoutNumbers(policies)) }),
    }
    rows.push({ model: 'vehicle', row: await tx.vehicle.update({ where: { id: vehicle.id }, data }) })
  }
  for (const { id } of await tx.party.findMany({ where, orderBy: { side: 'asc' } })) {
    const data = { name: null, phone: null, licenceNumber: null, statement: null }
    rows.push({ model: 'party', row: await tx.party.update({ where: { id }, data }) })
  }
  for (const { id } of await tx.officerOrder.findMany({ where, orderBy: { id: 'asc' } })) {
    const row = await tx.officerOrder.update({ where: { id }, data: { reason: erasedWords } })
    rows.push({ model: 'officerOrder', row })
  }
  await tx.invitation.deleteMany({ where })
  return rows
}

/** A JSON value in which these plates keep their ends only: later modules wrote them into reasons and estimates. */
export function withPlatesMasked<T>(value: T, plates: readonly string[]): T {
  const masked = plates.reduce((text, plate) => text.replaceAll(plate, maskPlate(plate)), JSON.stringify(value))
  return JSON.parse(masked) as T
}
