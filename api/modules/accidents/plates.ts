import type { Vehicle } from '../../generated/prisma/client.ts'
import type { AccidentTx } from './move.ts'
import type { CasePlates } from './schema.ts'

/** The plates of a case as lists and headings show them. */
export const platesOf = (vehicles: readonly Pick<Vehicle, 'side' | 'plateNumber' | 'plateKind'>[]): CasePlates =>
  vehicles.map(({ side, plateNumber, plateKind }) => ({ side, plateNumber, plateKind }))

/** The same for the cases of a whole page, in one query; by case. */
export async function platesOfCases(
  tx: Pick<AccidentTx, 'vehicle'>,
  accidentIds: readonly string[],
): Promise<(accidentId: string) => CasePlates> {
  const where = { accidentId: { in: [...accidentIds] } }
  const vehicles = await tx.vehicle.findMany({ where, orderBy: { side: 'asc' } })
  return (accidentId) => platesOf(vehicles.filter((vehicle) => vehicle.accidentId === accidentId))
}
