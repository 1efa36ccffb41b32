import { z } from 'zod'
import type { Party, Prisma, Vehicle } from '../../generated/prisma/client.ts'
import type { InsurancePolicies } from '../../kernel/ports.ts'
import type { Day } from '../../kernel/working-days.ts'

const policiesSchema = z.custom<InsurancePolicies>().nullable()

/** The insurance of a vehicle as the register told, or null. */
export const policiesOf = (vehicle: Pick<Vehicle, 'policies'>): InsurancePolicies | null =>
  policiesSchema.parse(vehicle.policies)

/** As the column takes it: an interface has no index signature. */
export const columnOf = (policies: InsurancePolicies) => policies as unknown as Prisma.InputJsonObject

/** What stays when a case is erased: insurer, days and sums, by which no person is found. */
export const withoutNumbers = ({ compulsory, commercial, ...insurer }: InsurancePolicies): InsurancePolicies => ({
  ...insurer,
  compulsory: { ...compulsory, number: '' },
  commercial: commercial && { ...commercial, number: '' },
})

/** Whether a policy is in force on a day; its last day counts. */
export const covers = ({ validFrom, validTo }: { validFrom: string; validTo: string }, day: Day): boolean =>
  validFrom <= day && day <= validTo

/**
 * 交强险 of a vehicle on the day of the accident. `missing`: nobody insured it (JI 16); `excluded`: its driver had no right to drive
 * (CTPR 22); `unknown`: the register has not answered.
 */
export type CompulsoryCover = 'insured' | 'missing' | 'excluded' | 'unknown'

/** A driver whose licence is revoked or suspended drives without one: CTPR 22. */
const withoutRightToDrive = ['revoked', 'suspended']
const registerNotReached = ['pending', 'down']

/** Whether the register has yet to say who insures a vehicle. */
export const awaitsInsurance = (vehicle: Pick<Vehicle, 'policies' | 'registryState'>): boolean =>
  policiesOf(vehicle) === null && registerNotReached.includes(vehicle.registryState)

export function compulsoryCover(
  vehicle: Pick<Vehicle, 'policies' | 'registryState'>,
  driver: Pick<Party, 'licenceState'> | undefined,
  day: Day,
): CompulsoryCover {
  const policies = policiesOf(vehicle)
  if (awaitsInsurance(vehicle)) return 'unknown'
  if (policies === null || !covers(policies.compulsory, day)) return 'missing'
  return withoutRightToDrive.includes(driver?.licenceState ?? '') ? 'excluded' : 'insured'
}
