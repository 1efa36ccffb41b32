import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { Job } from '../../kernel/jobs.ts'
import type { DrivingLicence, RegistryAnswer } from '../../kernel/ports.ts'
import { vehicleAnsweredLate } from './events.ts'
import { awaitsInsurance, columnOf } from './insurance.ts'
import { isSameName, type LicenceState } from './licence.ts'
import { noteOnParty } from './parties.ts'
import { lockAccident, noteOnCase, type AccidentTx } from './move.ts'
import { withNumbers } from './party-numbers.ts'

/** Registers come back within hours at worst: 12 attempts, e^attempt seconds apart (e^10 at most), reach over some fifteen hours. */
const attemptsWhileDown = 12

/** Sends the job back to the queue, unless this was its last attempt. */
function again(attempt: { last: boolean }): void {
  if (!attempt.last) fail('unavailable', { part: 'registries' })
}

/** Asks the registers for a vehicle and its insurance, so that nobody types them (ARCHITECTURE.md section 8). */
const fillVehicle: Job = {
  name: 'fill-vehicle',
  lane: 'hand-off',
  on: ['accident.vehicle-known'],
  maxAttempts: attemptsWhileDown,
  priority: 5,
  keyField: 'id',
  run: async (ctx, { accidentId = '', side = '' }, attempt) => {
    const where = { accidentId_side: { accidentId, side } }
    const before = await ctx.db.vehicle.findUniqueOrThrow({ where })
    const [vehicle, policies] = await Promise.all([ctx.registries.vehicle(before), ctx.registries.policies(before)])
    const down = vehicle.status === 'down' || policies.status === 'down'
    const known = vehicle.status === 'found' ? vehicle.value : null
    const insurance = policies.status === 'found' ? policies.value : null
    // Nothing new to write: the case must not move each time a register is found to be still down.
    const news = (known !== null && before.vin === null) || (insurance !== null && before.policies === null)
    if (down && before.registryState === 'down' && !news) return again(attempt)

    await ctx.transact(async (tx: AccidentTx) => {
      const accident = await lockAccident(tx, accidentId)
      if (!accident) return
      const row = await tx.vehicle.update({
        where,
        data: {
          ...(known
            ? {
                vehicleKind: known.vehicleKind,
                brand: known.brand,
                colour: known.colour,
                vin: known.vin,
                ownerName: known.ownerName,
                inspectionUntil: known.inspectionValidTo,
              }
            : {}),
          ...(insurance ? { insurerId: insurance.insurerId, policies: columnOf(insurance) } : {}),
          registryState: down ? 'down' : known ? 'found' : 'not-found',
          version: { increment: 1 },
        },
      })
      const insurerIds = insurance ? [...new Set([...accident.insurerIds, insurance.insurerId])] : accident.insurerIds
      await noteOnCase(ctx, tx, accident, {
        actor: systemActor,
        action: 'accident.vehicle-looked-up',
        change: { insurerIds },
        details: { side, state: row.registryState },
        rows: [{ model: 'vehicle', row }],
        announce: accident.state === 'claiming' && !awaitsInsurance(row) ? [vehicleAnsweredLate(accidentId)] : [],
      })
    })
    if (down) again(attempt)
  },
}

/** Asks the licence register whether the number is this person's and whether he may drive. */
const fillLicence: Job = {
  name: 'fill-licence',
  lane: 'hand-off',
  on: ['accident.licence-known'],
  maxAttempts: attemptsWhileDown,
  priority: 5,
  keyField: 'id',
  run: async (ctx, { accidentId = '', side = '' }, attempt) => {
    const where = { accidentId_side: { accidentId, side } }
    const asked = await withNumbers(ctx, await ctx.db.party.findUniqueOrThrow({ where }))
    const { name } = asked
    const { licenceNumber } = asked.numbers
    if (name === null || licenceNumber === null) return
    const answer = await ctx.registries.licence(licenceNumber)
    await noteLicence(ctx, accidentId, side, { name, licenceNumber }, answer)
    if (answer.status === 'down') again(attempt)
  },
}

async function noteLicence(
  ctx: Context,
  accidentId: string,
  side: string,
  asked: { readonly name: string; readonly licenceNumber: string },
  answer: RegistryAnswer<DrivingLicence>,
): Promise<void> {
  await ctx.transact(async (tx: AccidentTx) => {
    const accident = await lockAccident(tx, accidentId)
    if (!accident) return
    const row = await tx.party.findUniqueOrThrow({ where: { accidentId_side: { accidentId, side } } })
    const party = await withNumbers(ctx, row)
    // The party corrected itself while the register was asked: the next job answers for what it says now.
    if (party.numbers.licenceNumber !== asked.licenceNumber || party.name !== asked.name) return
    const noted = await noteOnParty(tx, party, { licenceState: licenceStateOf(answer, asked.name) })
    await noteOnCase(ctx, tx, accident, {
      actor: systemActor,
      action: 'accident.licence-looked-up',
      details: { side, state: noted.licenceState },
      rows: [{ model: 'party', row: noted }],
    })
  })
}

/** The register's own name goes nowhere: it is compared with the one typed, and forgotten. */
function licenceStateOf(answer: RegistryAnswer<DrivingLicence>, name: string): LicenceState {
  if (answer.status !== 'found') return answer.status
  return isSameName(answer.value.holderName, name) ? answer.value.status : 'name-differs'
}

export const accidentJobs: readonly Job[] = [fillVehicle, fillLicence]
